package skyhall.platform.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A PostgreSQL 15 from Debian's package, with a cluster of its own: a stand-in for a database that others run.
final class DebianPostgres {
    static final String PASSWORD = "correct horse battery staple";

    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");

    private final Path cluster;
    private final PostgresUser user;
    private final PostgresPort port = new PostgresPort(0);

    private DebianPostgres(Path cluster, PostgresUser user) {
        this.cluster = cluster;
        this.user = user;
    }

    static boolean isInstalled() {
        return Files.isExecutable(PROGRAMS.resolve("postgres"));
    }

    static DebianPostgres start(Path temporary) throws Exception {
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx--x--x"));
        PostgresUser user = PostgresUser.of(Path.of("/nonexistent"), "");
        Path cluster = Files.createDirectory(temporary.resolve("debian"));
        Path password = Files.writeString(temporary.resolve("debian.password"), PASSWORD + "\n");
        user.own(cluster);
        user.own(password);
        DebianPostgres debian = new DebianPostgres(cluster, user);
        debian.run(
                "initdb",
                "-D",
                cluster.toString(),
                "-U",
                "postgres",
                "--pwfile=" + password,
                "-A",
                "scram-sha-256",
                "-E",
                "UTF8",
                "--locale=C",
                "--no-sync");
        debian.startAgain();
        debian.makeDatabases();
        return debian;
    }

    private void makeDatabases() throws SQLException {
        try (Connection admin = DriverManager.getConnection(url("postgres"), "postgres", PASSWORD);
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE ROLE city LOGIN PASSWORD '" + PASSWORD + "'");
            statement.execute("CREATE DATABASE city OWNER city");
            statement.execute("CREATE DATABASE latin OWNER city ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
        }
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port.current() + "/" + database;
    }

    void startAgain() throws Exception {
        String options = "-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -p " + port.choose();
        run(
                "pg_ctl",
                "-D",
                cluster.toString(),
                "-w",
                "-o",
                options,
                "-l",
                cluster.resolve("log").toString(),
                "start");
    }

    /// As a crash would: sessions are cut, nothing is said.
    void stop() throws Exception {
        run("pg_ctl", "-D", cluster.toString(), "-m", "immediate", "stop");
    }

    private void run(String program, String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(user.launcher());
        // pg_ctl leaves its child behind on purpose, so the kernel must not tie the two together.
        all.removeIf(word -> word.startsWith("--pdeathsig"));
        all.add(PROGRAMS.resolve(program).toString());
        all.addAll(List.of(words));
        Path said = Files.createTempFile("debian-postgres-", ".txt");
        Process process = new ProcessBuilder(all)
                .directory(new java.io.File("/"))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(Duration.ofSeconds(60)) || process.exitValue() != 0) {
            throw new IllegalStateException(program + ": " + Files.readString(said, StandardCharsets.UTF_8));
        }
        Files.delete(said);
    }

    void close() throws Exception {
        if (Files.exists(cluster.resolve("postmaster.pid"))) {
            stop();
        }
    }
}
