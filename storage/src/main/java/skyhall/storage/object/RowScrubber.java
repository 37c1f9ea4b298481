package skyhall.storage.object;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import skyhall.platform.database.Database;

/// Reads every body that lives in a row again and compares it with the CRC-32C that was made when it was put. Changes
/// nothing.
///
/// PostgreSQL's own page checksums find what a disk did to a page; this finds what anybody did to the row. The bodies
/// are fetched a page of rows at a time, in the order of the primary key, so memory is bounded by
/// `PAGE` times `storage.in-row-bytes`.
public final class RowScrubber {
    private static final int PAGE = 64;

    /// Where bodies live, and what orders the rows there.
    private enum Place {
        LIVE("storage.live_object", "bucket, key, 0::bigint"),
        PAST("storage.past_version", "bucket, key, sequence"),
        PART("storage.part", "upload, ''::bytea, number::bigint");

        private final String table;
        private final String order;

        Place(String table, String order) {
            this.table = table;
            this.order = order;
        }
    }

    private final Database database;

    public RowScrubber(Database database) {
        this.database = database;
    }

    /// A body that is not what was put.
    ///
    /// @param table the table with its schema
    /// @param owner the number of the bucket, or of the upload when the row is a part
    /// @param key the object's key; empty for a part
    /// @param number the version's sequence, or the part's number; 0 for the current version
    public record DamagedRow(String table, long owner, String key, long number) {}

    /// What one whole walk found.
    ///
    /// @param rows how many bodies were read
    /// @param bytes how many bytes that was
    public record Report(long rows, long bytes, List<DamagedRow> findings) {
        public boolean isClean() {
            return findings.isEmpty();
        }
    }

    /// One whole walk. Puts and deletes go on meanwhile.
    public Report scrub() {
        Walk walk = new Walk();
        for (Place place : Place.values()) {
            walk.through(place);
        }
        return new Report(walk.rows, walk.bytes, List.copyOf(walk.findings));
    }

    private record Row(long owner, byte[] key, long number, byte[] body, int crc) {
        static Row read(ResultSet row, int ignored) throws SQLException {
            return new Row(row.getLong(1), row.getBytes(2), row.getLong(3), row.getBytes(4), row.getInt(5));
        }

        boolean isWhole() {
            CRC32C sum = new CRC32C();
            sum.update(body, 0, body.length);
            return (int) sum.getValue() == crc;
        }
    }

    private final class Walk {
        private final List<DamagedRow> findings = new ArrayList<>();
        private long rows;
        private long bytes;

        void through(Place place) {
            List<Row> page = after(place, null);
            while (!page.isEmpty()) {
                page.forEach(row -> look(place, row));
                page = page.size() < PAGE ? List.of() : after(place, page.getLast());
            }
        }

        private void look(Place place, Row row) {
            rows++;
            bytes += row.body().length;
            if (!row.isWhole()) {
                String key = new String(row.key(), java.nio.charset.StandardCharsets.UTF_8);
                findings.add(new DamagedRow(place.table, row.owner(), key, row.number()));
            }
        }

        private List<Row> after(Place place, @Nullable Row last) {
            return database.sql()
                    .sql("SELECT " + place.order + ", body, body_crc FROM " + place.table
                            + " WHERE body IS NOT NULL AND (" + place.order
                            + ") > (:owner, :key, :number) ORDER BY 1, 2, 3 LIMIT " + PAGE)
                    .param("owner", last == null ? -1 : last.owner())
                    .param("key", last == null ? new byte[0] : last.key())
                    .param("number", last == null ? -1 : last.number())
                    .query(Row::read)
                    .list();
        }
    }
}
