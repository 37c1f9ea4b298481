package skyhall.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import skyhall.platform.database.Database;
import skyhall.platform.database.TestDatabase;

/// The fence, beside two mutants that look right and are not.
class CommitFenceTest {
    private Database database;
    private CommitFence fence;

    @BeforeEach
    void anEmptyOutbox() {
        database = TestDatabase.fresh("platform");
        fence = new CommitFence(database, "platform.outbox");
    }

    @Test
    void nothingIsSettledInAnEmptyTable() {
        assertThat(fence.settled()).isZero();
        assertThat(fence.waiting()).isFalse();
    }

    @Test
    void aCommittedRowIsSettledAtOnceWhenNobodyElseWrites() throws SQLException {
        try (Connection writer = begin()) {
            long id = insert(writer, "k");
            assertThat(fence.settled()).isZero();
            writer.commit();
            assertSettles(id);
        }
    }

    @Test
    void aSlowTransactionWithALowerIdHoldsTheFenceUntilItEnds() throws SQLException {
        try (Connection slow = begin();
                Connection quick = begin()) {
            long low = insert(slow, "slow");
            long high = insert(quick, "quick");
            quick.commit();
            assertThat(fence.settled()).isLessThan(low);
            assertThat(fence.waiting()).isTrue();
            assertThat(newest()).as("the mutant is past the slow row").isEqualTo(high);
            slow.commit();
            assertSettles(high);
        }
    }

    @Test
    void aRolledBackTransactionLeavesAGapAndNothingElse() throws SQLException {
        try (Connection slow = begin();
                Connection quick = begin()) {
            insert(slow, "slow");
            long high = insert(quick, "quick");
            quick.commit();
            assertThat(fence.settled()).isZero();
            slow.rollback();
            assertSettles(high);
        }
    }

    @Test
    void aTransactionThatHasOnlyItsIdYetIsWaitedFor() throws SQLException {
        // Its first act is taking the id: without the CASE in the column's default it would have no number yet.
        try (Connection slow = begin();
                Connection quick = begin()) {
            try (Statement statement = slow.createStatement()) {
                statement.execute(idOnly());
            }
            insert(quick, "quick");
            quick.commit();
            assertThat(fence.settled()).isZero();
            slow.rollback();
            assertSettles(2);
        }
    }

    /// Soon, not at once: transactions in other databases of the same server count too.
    private void assertSettles(long id) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (fence.settled() < id && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        assertThat(fence.settled()).isEqualTo(id);
    }

    private String idOnly() {
        return "SELECT " + database.sql().sql("""
                                SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef JOIN pg_attribute
                                ON attrelid = adrelid AND attnum = adnum
                                WHERE adrelid = 'platform.outbox'::regclass AND attname = 'id'""").query(String.class).single();
    }

    @Test
    void orderByTransactionNumberWouldTurnTwoEventsOfAKeyRound() throws SQLException {
        try (Connection early = begin();
                Connection bystander = begin();
                Connection late = begin()) {
            number(early);
            number(bystander);
            long first = insert(late, "k");
            late.commit();
            long second = insert(early, "k");
            early.commit();
            // The bystander runs on. The mutant takes the older transaction's row, which is the younger event.
            assertThat(mutantOrdersByTransaction()).containsExactly(second).doesNotContain(first);
            assertThat(fence.settled()).isLessThan(first);
            bystander.rollback();
            assertSettles(second);
        }
    }

    @Test
    void underLongAndShortTransactionsTheFenceLosesNothingAndTheMutantDoes() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Reader fenced = new Reader(fence::settled);
            Reader mutant = new Reader(this::newest);
            List<Future<Integer>> writers = new ArrayList<>();
            for (int seed = 0; seed < 5; seed++) {
                int fixed = seed;
                writers.add(threads.submit(() -> write(fixed)));
            }
            int written = 0;
            while (writers.stream().anyMatch(writer -> !writer.isDone())) {
                fenced.read();
                mutant.read();
            }
            for (Future<Integer> writer : writers) {
                written += writer.get();
            }
            assertSettles(newest());
            fenced.read();
            mutant.read();
            assertThat(fenced.seen).hasSize(written);
            assertThat(mutant.seen).as("the mutant loses rows").hasSizeLessThan(written);
        }
    }

    private int write(int seed) throws SQLException {
        Random random = new Random(seed);
        int committed = 0;
        for (int i = 0; i < 60; i++) {
            try (Connection writer = begin()) {
                insert(writer, "k" + random.nextInt(5));
                long pauseMillis = random.nextInt(10) == 0 ? 20 : random.nextInt(2);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis));
                if (random.nextInt(8) == 0) {
                    writer.rollback();
                } else {
                    writer.commit();
                    committed++;
                }
            }
        }
        return committed;
    }

    private long newest() {
        return database.sql()
                .sql("SELECT coalesce(max(id), 0) FROM platform.outbox")
                .query(Long.class)
                .single();
    }

    private List<Long> mutantOrdersByTransaction() {
        return database.sql().sql("""
                        SELECT id FROM platform.outbox
                        WHERE xmin::text::bigint < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
                        ORDER BY xmin::text::bigint, id""").query(Long.class).list();
    }

    private Connection begin() throws SQLException {
        Connection connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static void number(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_current_xact_id()");
        }
    }

    private static long insert(Connection connection, String key) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("""
                        INSERT INTO platform.outbox (topic, key, organisation, type, version, payload, occurred_at)
                        VALUES ('test.thing', '%s', 1, 'Happened', 1, '{}', now()) RETURNING id""".formatted(key))) {
            row.next();
            return row.getLong(1);
        }
    }

    /// A consumer with a cursor over ids.
    private final class Reader {
        private final LongSupplier upTo;
        private final TreeSet<Long> seen = new TreeSet<>();
        private long cursor;

        Reader(LongSupplier upTo) {
            this.upTo = upTo;
        }

        void read() {
            long end = upTo.getAsLong();
            seen.addAll(database.sql()
                    .sql("SELECT id FROM platform.outbox WHERE id > :cursor AND id <= :end")
                    .param("cursor", cursor)
                    .param("end", end)
                    .query(Long.class)
                    .list());
            cursor = end;
        }
    }
}
