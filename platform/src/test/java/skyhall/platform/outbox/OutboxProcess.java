package skyhall.platform.outbox;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import skyhall.platform.audit.AuditChainer;
import skyhall.platform.audit.AuditHeadsFile;
import skyhall.platform.database.Database;
import skyhall.platform.lease.Leases;

/// A server process that copies events and chains audit records; made to be killed. Arguments: address, user and
/// password
/// of the database, file of heads.
public final class OutboxProcess {
    private OutboxProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setUsername(arguments[1]);
        config.setPassword(arguments[2]);
        config.setMaximumPoolSize(4);
        Database database = Database.over(new HikariDataSource(config));
        relay(database).start();
        chainer(database, Path.of(arguments[3])).start();
        new CountDownLatch(1).await();
    }

    /// Not the setting of a server: a dead process must not hold up the test.
    static OutboxRelay relay(Database database) {
        OutboxLimits limits = new OutboxLimits(
                20,
                Duration.ofMillis(20),
                Duration.ofSeconds(1),
                3,
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofDays(1));
        OutboxRelay relay = new OutboxRelay(
                database, new Outbox(database), new Leases(database, "test"), InstantSource.system(), limits);
        relay.subscribe(new Subscriber(
                "copier",
                Set.of(),
                Subscriber.Start.OLDEST,
                events -> events.forEach(one -> database.sql()
                        .sql("INSERT INTO platform.taken (id, key, payload) VALUES (?, ?, ?)")
                        .params(one.id(), one.event().key(), one.event().payload())
                        .update())));
        return relay;
    }

    static AuditChainer chainer(Database database, Path heads) {
        return new AuditChainer(
                database,
                new Leases(database, "test"),
                InstantSource.system(),
                new AuditHeadsFile(heads),
                Duration.ofMillis(20),
                Duration.ofMillis(50));
    }
}
