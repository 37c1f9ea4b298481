package skyhall.platform.secret;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import skyhall.platform.database.Database;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;

/// Seals and opens secrets under the master key. Safe for use by many threads.
///
/// Several servers may share one database if each has a copy of the master key file: a server that meets a key id it
/// does not know reads its file again.
///
/// A value is sealed inside the transaction that stores it. That transaction holds a share lock on the key's row, so
/// a key is never retired while a value under it is on its way (`KeyRotationTest.retirementWaitsForAWriter`).
public final class Secrets {
    private final KeyFile file;
    private final Database database;
    private final SecureRandom random;
    private final InstantSource clock;
    private final List<SealedColumn> columns = new CopyOnWriteArrayList<>();
    private volatile MasterKeys keys;

    private Secrets(KeyFile file, Database database, SecureRandom random, InstantSource clock) {
        this.file = file;
        this.database = database;
        this.random = random;
        this.clock = clock;
        this.keys = file.exists() ? file.read() : firstKey();
        refuseMissingKeys();
        enrol(keys);
    }

    /// Reads the master key file, or makes it at the first start. The schema `platform` must be migrated.
    ///
    /// @throws FaultException when the file may be read by others, is no key file, or lacks a key that rows of the
    /// database are sealed under (also when it is missing altogether)
    public static Secrets open(Path keyFile, Database database, SecureRandom random, InstantSource clock) {
        return new Secrets(new KeyFile(keyFile), database, random, clock);
    }

    /// Names a column that holds sealed values. Every feature does so at the start, before any rotation.
    public void register(SealedColumn column) {
        if (!columns.contains(column)) {
            columns.add(column);
        }
    }

    /// Seals `secret` for the row `rowKey` of `column`. Call it inside the transaction that stores the result.
    ///
    /// @throws IllegalStateException when no transaction is open on this thread
    public byte[] seal(Secret secret, SealedColumn column, String rowKey) {
        if (!columns.contains(column)) {
            throw new IllegalStateException("not registered for rotation: " + column);
        }
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a secret is sealed inside the transaction that stores it");
        }
        return Envelope.seal(lockedPrimary(), random, secret, column.binding(rowKey));
    }

    /// The secret that was sealed for the row `rowKey` of `column`.
    ///
    /// @throws FaultException when the value was altered, moved from another row, or its key is not in the file
    public Secret open(byte[] sealed, SealedColumn column, String rowKey) {
        String binding = column.binding(rowKey);
        try {
            String id = Envelope.keyId(sealed);
            MasterKey key = find(id).orElseThrow(() -> missing(List.of(id)));
            return Envelope.open(key, sealed, binding);
        } catch (GeneralSecurityException e) {
            throw new FaultException(PlatformFault.SECRET_UNREADABLE, "It stands in " + binding + ".", e);
        }
    }

    /// The id of the key under which new values are sealed.
    public String primaryKeyId() {
        return keys.primary().id();
    }

    /// Makes a new primary key, seals every registered value again under it, and removes the keys that seal nothing
    /// any more. Killed at any moment it leaves everything readable; [#finishRotation] or another rotation goes on.
    public RotationReport rotate() {
        return rotateUntil(_ -> {});
    }

    RotationReport rotateUntil(Consumer<Long> afterBatch) {
        synchronized (this) {
            MasterKeys more = file.read().withPrimary(MasterKey.random(random, clock.instant()));
            file.write(more);
            keys = more;
            enrol(more);
        }
        return finishRotation(afterBatch);
    }

    /// Seals again whatever is still under an older key, and removes the keys that seal nothing any more.
    ///
    /// @param afterBatch told the number of values sealed again so far, after each batch's commit
    RotationReport finishRotation(Consumer<Long> afterBatch) {
        reload();
        return new Rotation(database, this, List.copyOf(columns)).run(afterBatch);
    }

    byte[] sealAgain(byte[] sealed, SealedColumn column, String rowKey) {
        return seal(open(sealed, column, rowKey), column, rowKey);
    }

    MasterKeys current() {
        return keys;
    }

    /// Forgets a key: in the database first, so that a crash between the two leaves a spare key, never a missing one.
    void forget(String keyId) {
        synchronized (this) {
            MasterKeys fewer = file.read().without(keyId);
            file.write(fewer);
            keys = fewer;
        }
    }

    java.time.Instant now() {
        return clock.instant();
    }

    private MasterKeys firstKey() {
        refuseMissing(unretired());
        MasterKeys first = new MasterKeys(List.of(MasterKey.random(random, clock.instant())));
        file.write(first);
        return first;
    }

    private MasterKey lockedPrimary() {
        for (int attempt = 0; attempt < 2; attempt++) {
            MasterKey primary = keys.primary();
            Optional<String> inForce = database.sql()
                    .sql("SELECT key_id FROM platform.secret_key WHERE key_id = :id AND retired_at IS NULL FOR SHARE")
                    .param("id", primary.id())
                    .query(String.class)
                    .optional();
            if (inForce.isPresent()) {
                return primary;
            }
            reload();
            enrol(keys);
        }
        throw new IllegalStateException("the primary key " + primaryKeyId() + " of " + file.path() + " was retired");
    }

    private Optional<MasterKey> find(String id) {
        Optional<MasterKey> known = keys.byId(id);
        if (known.isPresent()) {
            return known;
        }
        reload();
        return keys.byId(id);
    }

    private synchronized void reload() {
        keys = file.read();
    }

    private void enrol(MasterKeys present) {
        for (MasterKey key : present.all()) {
            database.sql()
                    .sql(
                            "INSERT INTO platform.secret_key (key_id, created_at) VALUES (:id, :at) ON CONFLICT DO NOTHING")
                    .param("id", key.id())
                    .param("at", key.createdAt().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    private List<String> unretired() {
        return database.sql()
                .sql("SELECT key_id FROM platform.secret_key WHERE retired_at IS NULL ORDER BY key_id")
                .query(String.class)
                .list();
    }

    private void refuseMissingKeys() {
        refuseMissing(unretired().stream().filter(id -> keys.byId(id).isEmpty()).toList());
    }

    private void refuseMissing(List<String> missing) {
        if (!missing.isEmpty()) {
            throw missing(missing);
        }
    }

    private FaultException missing(List<String> ids) {
        return new FaultException(
                PlatformFault.MASTER_KEY_MISSING, file.path() + " lacks the key " + String.join(", ", ids) + ".");
    }
}
