package skyhall.platform.job;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import skyhall.platform.database.Database;

/// A server process that only runs jobs; made to be killed. Arguments: address, user and password of the database.
final class JobProcess {
    private JobProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setUsername(arguments[1]);
        config.setPassword(arguments[2]);
        config.setMaximumPoolSize(4);
        Database database = Database.over(new HikariDataSource(config));
        runner(database, "process " + ProcessHandle.current().pid()).start();
        new CountDownLatch(1).await();
    }

    static JobRunner runner(Database database, String name) {
        JobLimits limits = new JobLimits(1, Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofSeconds(2));
        JobKind kind = new JobKind(
                "test.count", run -> count(database, run), 99, Duration.ofMillis(10), Duration.ofMillis(10));
        InstantSource clock = InstantSource.system();
        return new JobRunner(database, new Jobs(database, clock), clock, name, limits, List.of(kind), List.of());
    }

    /// Writes the numbers 1 to 200, each in one transaction with its checkpoint.
    private static String count(Database database, JobRun run) throws InterruptedException {
        for (int n = run.checkpoint().map(Integer::parseInt).orElse(0) + 1; n <= 200; n++) {
            int number = n;
            run.look();
            database.transaction(() -> {
                database.sql()
                        .sql("INSERT INTO platform.counted VALUES (?)")
                        .param(number)
                        .update();
                run.saveCheckpoint(Integer.toString(number));
            });
            Thread.sleep(10);
        }
        return "{}";
    }
}
