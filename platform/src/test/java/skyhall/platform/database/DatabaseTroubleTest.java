package skyhall.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which exceptions say that the database is gone, and which only that a statement was refused.
final class DatabaseTroubleTest {
    @ParameterizedTest
    @ValueSource(strings = {"08000", "08001", "08003", "08006", "57P01", "57P02", "57P03", "53300", "58030"})
    void aGoneDatabaseIsRecognisedThroughAllWrappings(String state) {
        SQLException sql = new SQLException("gone", state);
        assertThat(DatabaseTrouble.isGone(sql)).isTrue();
        assertThat(DatabaseTrouble.isGone(new RuntimeException(new IllegalStateException(sql))))
                .isTrue();
        assertThat(DatabaseTrouble.isOutOfRoom(sql)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42P01", "22001", "40001", "57014", "53100"})
    void aRefusedStatementIsNot(String state) {
        assertThat(DatabaseTrouble.isGone(new SQLException("refused", state))).isFalse();
    }

    @Test
    void poolsAndChainsWithoutACodeAreRead() {
        assertThat(DatabaseTrouble.isGone(new SQLTransientConnectionException("no connection in time")))
                .isTrue();
        assertThat(DatabaseTrouble.isGone(new SQLException("no code"))).isFalse();
        assertThat(DatabaseTrouble.isGone(new RuntimeException(new SQLException("Connection is closed"))))
                .isTrue();
        assertThat(DatabaseTrouble.isGone(new RuntimeException("no database at all")))
                .isFalse();
        assertThat(DatabaseTrouble.isOutOfRoom(new RuntimeException(new SQLException("full", "53100"))))
                .isTrue();
        assertThat(DatabaseTrouble.isWorthRepeating(new SQLException("deadlock", "40P01")))
                .isTrue();
    }

    @Test
    void aChainThatBitesItsTailEnds() {
        RuntimeException one = new RuntimeException("one");
        RuntimeException other = new RuntimeException("other", one);
        one.initCause(other);
        assertThat(DatabaseTrouble.isGone(one)).isFalse();
    }

    @Test
    void realErrorsOfARealDatabase() {
        Database database = TestDatabase.fresh();
        Throwable refused = catchThrowable(
                () -> database.sql().sql("SELECT * FROM nowhere").query().listOfRows());
        assertThat(DatabaseTrouble.isGone(refused)).isFalse();
        Throwable gone = catchThrowable(() -> database.sql()
                .sql("SELECT pg_terminate_backend(pg_backend_pid())")
                .query(Boolean.class)
                .single());
        assertThat(DatabaseTrouble.isGone(gone)).as(String.valueOf(gone)).isTrue();
    }
}
