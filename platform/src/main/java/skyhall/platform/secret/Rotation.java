package skyhall.platform.secret;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import skyhall.platform.database.Database;

/// Brings every sealed value under the primary key, a batch to a transaction. What is left to do is read from the
/// values themselves, so there is no progress to lose: a rotation that was killed goes on where it stopped
/// (`KeyRotationTest.aRotationKilledBetweenBatchesGoesOn`).
final class Rotation {
    private static final int BATCH = 100;

    private final Database database;
    private final Secrets secrets;
    private final List<SealedColumn> columns;

    Rotation(Database database, Secrets secrets, List<SealedColumn> columns) {
        this.database = database;
        this.secrets = secrets;
        this.columns = columns;
    }

    RotationReport run(Consumer<Long> afterBatch) {
        long total = 0;
        for (SealedColumn column : columns) {
            for (int done = batch(column); done > 0; done = batch(column)) {
                total += done;
                afterBatch.accept(total);
            }
        }
        return new RotationReport(secrets.primaryKeyId(), total, removeUnusedKeys());
    }

    private int batch(SealedColumn column) {
        byte[] primary = idBytes(secrets.primaryKeyId());
        return database.transaction(() -> {
            List<Map.Entry<String, byte[]>> rows = database.sql()
                    .sql(text(column, """
                            SELECT CAST(%3$s AS text) AS row_key, %2$s AS sealed FROM %1$s
                            WHERE substring(%2$s FROM 2 FOR 8) <> :primary ORDER BY %3$s LIMIT :batch FOR UPDATE"""))
                    .param("primary", primary)
                    .param("batch", BATCH)
                    .query((row, _) -> Map.entry(row.getString("row_key"), row.getBytes("sealed")))
                    .list();
            rows.forEach(row -> sealAgain(column, row));
            return rows.size();
        });
    }

    private void sealAgain(SealedColumn column, Map.Entry<String, byte[]> row) {
        database.sql()
                .sql(text(column, "UPDATE %1$s SET %2$s = :sealed WHERE %3$s = CAST(:key AS %4$s)"))
                .param("sealed", secrets.sealAgain(row.getValue(), column, row.getKey()))
                .param("key", row.getKey())
                .update();
    }

    private List<String> removeUnusedKeys() {
        List<String> removed = new ArrayList<>();
        for (MasterKey key : secrets.current().all()) {
            if (!key.id().equals(secrets.primaryKeyId()) && retire(key.id())) {
                secrets.forget(key.id());
                removed.add(key.id());
            }
        }
        return removed;
    }

    /// True when nothing uses the key and nothing can begin to: the row's lock waits for every writer under it.
    private boolean retire(String keyId) {
        return database.transaction(() -> {
            database.sql()
                    .sql("SELECT key_id FROM platform.secret_key WHERE key_id = :id FOR UPDATE")
                    .param("id", keyId)
                    .query(String.class)
                    .list();
            if (columns.stream().anyMatch(column -> uses(column, keyId))) {
                return false;
            }
            database.sql()
                    .sql("UPDATE platform.secret_key SET retired_at = :at WHERE key_id = :id AND retired_at IS NULL")
                    .param("at", secrets.now().atOffset(ZoneOffset.UTC))
                    .param("id", keyId)
                    .update();
            return true;
        });
    }

    private boolean uses(SealedColumn column, String keyId) {
        return database.sql()
                .sql(text(column, "SELECT EXISTS (SELECT 1 FROM %1$s WHERE substring(%2$s FROM 2 FOR 8) = :id)"))
                .param("id", idBytes(keyId))
                .query(Boolean.class)
                .single();
    }

    private static String text(SealedColumn column, String form) {
        return String.format(Locale.ROOT, form, column.table(), column.column(), column.keyColumn(), column.keyType());
    }

    private static byte[] idBytes(String keyId) {
        return HexFormat.of().parseHex(keyId);
    }
}
