package skyhall.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;

/// A schema is brought up to date, or refused and left alone.
final class MigrationTest {
    @Test
    void eachStepRunsOnce() {
        Database database = TestDatabase.fresh();
        database.migrate("halfway");
        database.migrate("halfway");
        assertThat(number(database, "SELECT lines FROM halfway.summary")).isEqualTo(1000);
        assertThat(number(database, "SELECT count(*) FROM halfway.migration_history WHERE version IS NOT NULL"))
                .isEqualTo(3);
    }

    @Test
    void aNewerSchemaIsRefusedAndLeftAlone() {
        Database database = TestDatabase.fresh("halfway");
        database.sql()
                .sql("INSERT INTO halfway.migration_history (installed_rank, version, description, type, script,"
                        + " checksum, installed_by, installed_on, execution_time, success)"
                        + " VALUES (9, '004', 'from the future', 'SQL', 'V004__from_the_future.sql', 1, 'x', now(), 1,"
                        + " true)")
                .update();
        assertThatThrownBy(() -> database.migrate("halfway")).isInstanceOfSatisfying(FaultException.class, e -> {
            assertThat(e.fault()).isEqualTo(PlatformFault.SCHEMA_NEWER);
            assertThat(e.detail()).contains("halfway").contains("004");
        });
    }

    @Test
    void anotherHistoryIsRefused() {
        Database database = TestDatabase.fresh("halfway");
        database.sql()
                .sql("UPDATE halfway.migration_history SET checksum = 1 WHERE version = '002'")
                .update();
        assertThatThrownBy(() -> database.migrate("halfway"))
                .isInstanceOfSatisfying(
                        FaultException.class, e -> assertThat(e.fault()).isEqualTo(PlatformFault.SCHEMA_DIFFERS));
    }

    @Test
    void twoServersMayMigrateAtOnce() throws Exception {
        Database database = TestDatabase.fresh();
        Thread other = Thread.ofPlatform().start(() -> database.migrate("halfway"));
        assertThatCode(() -> database.migrate("halfway")).doesNotThrowAnyException();
        other.join();
        assertThat(number(database, "SELECT lines FROM halfway.summary")).isEqualTo(1000);
    }

    private static int number(Database database, String query) {
        return database.sql().sql(query).query(Integer.class).single();
    }
}
