package skyhall.platform.job;

import static org.assertj.core.api.Assertions.assertThat;
import static skyhall.platform.outbox.Await.until;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import skyhall.platform.database.Database;
import skyhall.platform.database.TestDatabase;
import skyhall.platform.identity.OrganisationId;

/// Kills the process that runs a job, twice, and looks whether every step of the job happened exactly once.
@Tag("slow")
class JobKillTest {
    @Test
    void aJobGoesOnFromItsCheckpointAfterKillNine() throws Exception {
        Database database = TestDatabase.fresh("platform");
        database.sql().sql("CREATE TABLE platform.counted (n int PRIMARY KEY)").update();
        Jobs jobs = new Jobs(database, InstantSource.system());
        OrganisationId city = new OrganisationId(7);
        long id = jobs.submit(new JobRequest("test.count", city, null, "{}", "test", null))
                .jobId();
        for (int kill = 1; kill <= 2; kill++) {
            int enough = kill * 50;
            Process process = start(database);
            try {
                until(() -> counted(database).size() >= enough);
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
        try (JobRunner runner = JobProcess.runner(database, "the survivor")) {
            runner.start();
            until(() -> jobs.find(city, id).orElseThrow().state() == JobState.DONE);
        }
        assertThat(counted(database))
                .isEqualTo(IntStream.rangeClosed(1, 200).boxed().toList());
        assertThat(jobs.find(city, id).orElseThrow().attempts()).isEqualTo(3);
    }

    private static List<Integer> counted(Database database) {
        return database.sql()
                .sql("SELECT n FROM platform.counted ORDER BY n")
                .query(Integer.class)
                .list();
    }

    private static Process start(Database database) throws IOException, SQLException {
        HikariDataSource pool = database.dataSource().unwrap(HikariDataSource.class);
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        JobProcess.class.getName(),
                        pool.getJdbcUrl(),
                        pool.getUsername(),
                        Objects.requireNonNullElse(pool.getPassword(), ""))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
