package skyhall.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skyhall.platform.database.Database;
import skyhall.platform.database.TestDatabase;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;

class KeyRotationTest {
    private static final SealedColumn TEXT_KEYED = new SealedColumn("platform.kept", "sealed", "id", "text");
    private static final SealedColumn NUMBERED = new SealedColumn("platform.numbered", "sealed", "id", "bigint");

    private final SecureRandom random = new SecureRandom();
    private final Database database = TestDatabase.fresh("platform");

    private final Path directory;

    KeyRotationTest(@TempDir Path directory) {
        this.directory = directory;
        database.sql()
                .sql("CREATE TABLE platform.kept (id text PRIMARY KEY, sealed bytea NOT NULL)")
                .update();
        database.sql()
                .sql("CREATE TABLE platform.numbered (id bigint PRIMARY KEY, sealed bytea)")
                .update();
    }

    @AfterEach
    void close() {
        ((com.zaxxer.hikari.HikariDataSource) database.dataSource()).close();
    }

    @Test
    void aSecretIsReadBackAndNeverStoredAsItIs() {
        Secrets secrets = open();
        store(secrets, "a", "the plain text");
        assertThat(read(secrets, "a")).isEqualTo("the plain text");
        assertThat(new String(sealed("a"), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("the plain text");
    }

    @Test
    void theSameSecretTwiceLooksDifferent() {
        Secrets secrets = open();
        store(secrets, "a", "same");
        byte[] first = sealed("a");
        store(secrets, "a", "same");
        assertThat(sealed("a")).isNotEqualTo(first);
    }

    @Test
    void movedToAnotherRowOrColumnItDoesNotOpen() {
        Secrets secrets = open();
        store(secrets, "a", "mine");
        assertFault(() -> secrets.open(sealed("a"), TEXT_KEYED, "b"), PlatformFault.SECRET_UNREADABLE);
        assertFault(() -> secrets.open(sealed("a"), NUMBERED, "a"), PlatformFault.SECRET_UNREADABLE);
    }

    @Test
    void everyFlippedBitIsNoticed() {
        Secrets secrets = open();
        store(secrets, "a", "x");
        byte[] sealed = sealed("a");
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] altered = sealed.clone();
            altered[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatThrownBy(() -> secrets.open(altered, TEXT_KEYED, "a"))
                    .as("bit " + bit)
                    .isInstanceOf(FaultException.class);
        }
    }

    @Test
    void sealingOutsideATransactionIsOurOwnMistake() {
        Secrets secrets = open();
        assertThatThrownBy(() -> secrets.seal(Secret.of("x"), TEXT_KEYED, "a"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void rotationBringsEverythingUnderTheNewKeyAndRemovesTheOld() {
        Secrets secrets = open();
        fill(secrets, 250);
        String old = secrets.primaryKeyId();
        RotationReport report = secrets.rotate();
        assertThat(report.primaryKeyId()).isNotEqualTo(old);
        assertThat(report.sealedAgain()).isEqualTo(253);
        assertThat(report.removedKeyIds()).containsExactly(old);
        assertThat(contents(open())).isEqualTo(expected(250));
        assertThat(new KeyFile(keyFile()).read().all()).hasSize(1);
    }

    @Test
    void aRotationKilledBetweenBatchesGoesOn() {
        Secrets secrets = open();
        fill(secrets, 250);
        String old = secrets.primaryKeyId();
        assertThatThrownBy(() -> secrets.rotateUntil(done -> {
                    if (done >= 200) {
                        throw new IllegalStateException("killed");
                    }
                }))
                .hasMessage("killed");

        Secrets restarted = open();
        assertThat(contents(restarted)).isEqualTo(expected(250));
        assertThat(restarted.primaryKeyId()).isNotEqualTo(old);
        RotationReport report = restarted.finishRotation(_ -> {});
        assertThat(report.sealedAgain()).isEqualTo(53);
        assertThat(report.removedKeyIds()).containsExactly(old);
        assertThat(contents(open())).isEqualTo(expected(250));
    }

    @Test
    void aCrashBetweenRetirementAndTheFileLeavesASpareKeyOnly() throws Exception {
        Secrets secrets = open();
        store(secrets, "a", "kept");
        String withOld = Files.readString(keyFile());
        String old = secrets.primaryKeyId();
        secrets.rotate();
        MasterKeys both = new MasterKeys(
                List.of(new KeyFile(keyFile()).read().primary(), parsed(withOld).primary()));
        new KeyFile(keyFile()).write(both);

        Secrets restarted = open();
        assertThat(read(restarted, "a")).isEqualTo("kept");
        assertThat(restarted.finishRotation(_ -> {}).removedKeyIds()).containsExactly(old);
    }

    @Test
    void anotherServerLearnsOfTheNewKeyByItself() {
        Secrets one = open();
        Secrets other = open();
        store(one, "a", "kept");
        one.rotate();
        assertThat(read(other, "a")).isEqualTo("kept");
        store(other, "b", "written by the other");
        assertThat(read(one, "b")).isEqualTo("written by the other");
        assertThat(other.primaryKeyId()).isEqualTo(one.primaryKeyId());
    }

    @Test
    void retirementWaitsForAWriter() throws Exception {
        Secrets writer = open();
        Secrets rotator = open();
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        var write = CompletableFuture.runAsync(
                () -> database.transaction(() -> {
                    insert(writer, "late", "sealed under the old key");
                    written.countDown();
                    awaitQuietly(mayCommit);
                }),
                KeyRotationTest::start);
        assertThat(written.await(10, TimeUnit.SECONDS)).isTrue();
        var rotation = CompletableFuture.supplyAsync(rotator::rotate, KeyRotationTest::start);
        awaitWaiting();
        mayCommit.countDown();
        write.get(10, TimeUnit.SECONDS);
        assertThat(rotation.get(10, TimeUnit.SECONDS).removedKeyIds()).isEmpty();
        assertThat(read(open(), "late")).isEqualTo("sealed under the old key");
        assertThat(rotator.finishRotation(_ -> {}).sealedAgain()).isEqualTo(1);
        assertThat(read(open(), "late")).isEqualTo("sealed under the old key");
    }

    @Test
    void theFileIsTheServersOwn() throws Exception {
        open();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile())))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(keyFile(), PosixFilePermissions.fromString("rw-r-----"));
        assertFault(this::open, PlatformFault.MASTER_KEY_FILE_OPEN);
    }

    @Test
    void withoutItsKeyTheDatabaseIsNotOpened() throws Exception {
        store(open(), "a", "kept");
        Files.delete(keyFile());
        assertFault(this::open, PlatformFault.MASTER_KEY_MISSING);
        assertThat(keyFile()).as("no new key was made in its place").doesNotExist();
        new KeyFile(keyFile()).write(new MasterKeys(List.of(MasterKey.random(random, java.time.Instant.now()))));
        assertFault(this::open, PlatformFault.MASTER_KEY_MISSING);
    }

    @Test
    void anAlteredFileIsRefusedWithoutQuotingIt() throws Exception {
        open();
        String text = Files.readString(keyFile());
        String key = text.strip().substring(text.strip().lastIndexOf(' ') + 1);
        String other = (key.startsWith("A") ? "B" : "A") + key.substring(1);
        for (String bad : List.of("", "x\n", text.replace(key, other), text.replace(key, "?"), text + "\n")) {
            Files.writeString(keyFile(), bad);
            assertThatThrownBy(this::open).isInstanceOfSatisfying(FaultException.class, e -> {
                assertThat(e.fault()).isEqualTo(PlatformFault.MASTER_KEY_FILE_MALFORMED);
                assertThat(e.toString()).doesNotContain(other.substring(1, 20));
            });
        }
    }

    @Test
    void nothingOfASecretIsPrinted() {
        assertThat(Secret.of("visible").toString()).isEqualTo("Secret[hidden]");
        assertThat(MasterKey.random(random, java.time.Instant.now()).toString()).hasSize("MasterKey[]".length() + 16);
        assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).isNotEqualTo(Secret.of("b"));
    }

    /// Not the common pool: with two processors it has one thread, and these two must run at the same time.
    private static void start(Runnable work) {
        Thread.ofVirtual().start(work);
    }

    private Secrets open() {
        Secrets secrets = Secrets.open(keyFile(), database, random, InstantSource.system());
        secrets.register(TEXT_KEYED);
        secrets.register(NUMBERED);
        return secrets;
    }

    private Path keyFile() {
        return directory.resolve("master-keys");
    }

    private MasterKeys parsed(String text) throws Exception {
        Path file = directory.resolve("other");
        OwnerOnlyFile.write(file, text);
        return new KeyFile(file).read();
    }

    private void store(Secrets secrets, String id, String text) {
        database.transaction(() -> insert(secrets, id, text));
    }

    private void insert(Secrets secrets, String id, String text) {
        database.sql()
                .sql(
                        "INSERT INTO platform.kept VALUES (:id, :sealed) ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed")
                .param("id", id)
                .param("sealed", secrets.seal(Secret.of(text), TEXT_KEYED, id))
                .update();
    }

    private void fill(Secrets secrets, int rows) {
        database.transaction(() -> {
            IntStream.range(0, rows).forEach(i -> insert(secrets, "row" + i, "secret" + i));
            for (int i = 0; i < 3; i++) {
                database.sql()
                        .sql("INSERT INTO platform.numbered VALUES (:id, :sealed)")
                        .param("id", i)
                        .param("sealed", secrets.seal(Secret.of("number" + i), NUMBERED, Integer.toString(i)))
                        .update();
            }
            database.sql()
                    .sql("INSERT INTO platform.numbered VALUES (99, NULL)")
                    .update();
        });
    }

    private Map<String, String> contents(Secrets secrets) {
        Map<String, String> all = new java.util.HashMap<>();
        for (SealedColumn column : List.of(TEXT_KEYED, NUMBERED)) {
            database.sql()
                    .sql("SELECT CAST(id AS text), sealed FROM " + column.table() + " WHERE sealed IS NOT NULL")
                    .query((row, _) -> all.put(
                            row.getString(1),
                            secrets.open(row.getBytes(2), column, row.getString(1))
                                    .reveal()))
                    .list();
        }
        return all;
    }

    private static Map<String, String> expected(int rows) {
        Map<String, String> all =
                IntStream.range(0, rows).boxed().collect(Collectors.toMap(i -> "row" + i, i -> "secret" + i));
        IntStream.range(0, 3).forEach(i -> all.put(Integer.toString(i), "number" + i));
        return all;
    }

    private String read(Secrets secrets, String id) {
        return secrets.open(sealed(id), TEXT_KEYED, id).reveal();
    }

    private byte[] sealed(String id) {
        return database.sql()
                .sql("SELECT sealed FROM platform.kept WHERE id = :id")
                .param("id", id)
                .query((row, _) -> row.getBytes(1))
                .single();
    }

    /// Until some session of this database waits for another's row.
    private void awaitWaiting() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < deadline) {
            boolean waiting = database.sql()
                    .sql("SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND wait_event_type = 'Lock')")
                    .query(Boolean.class)
                    .single();
            if (waiting) {
                return;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("the retirement did not wait for the writer");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertFault(org.assertj.core.api.ThrowableAssert.ThrowingCallable work, PlatformFault fault) {
        assertThatThrownBy(work).isInstanceOfSatisfying(FaultException.class, e -> assertThat(e.fault())
                .isEqualTo(fault));
    }
}
