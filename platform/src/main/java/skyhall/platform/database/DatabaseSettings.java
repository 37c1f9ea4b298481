package skyhall.platform.database;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import skyhall.platform.settings.Setting;

/// The settings of the database, embedded or external.
public final class DatabaseSettings {
    /// Where the facts are kept: empty for the embedded PostgreSQL.
    public static final Setting<String> URL = Setting.text(
            "database.url",
            "",
            "JDBC address of an external PostgreSQL 15 or later, such as jdbc:postgresql://db.city.example/skyhall;"
                    + " empty runs the embedded one.");

    public static final Setting<String> USER =
            Setting.text("database.user", "skyhall", "User at the external PostgreSQL.");

    public static final Setting<Path> PASSWORD_FILE = Setting.path(
            "database.password-file",
            "",
            "File whose first line is the password at the external PostgreSQL; empty sends none.");

    public static final Setting<Integer> POOL_SIZE =
            count("database.pool-size", "16", 2, 1000, "Connections that this server opens at most.");

    public static final Setting<Duration> CONNECTION_WAIT = Setting.duration(
            "database.connection-wait", "3s", "How long a request waits for a free connection before it is refused.");

    public static final Setting<Duration> ANSWER_WAIT = Setting.duration(
            "database.answer-wait",
            "60s",
            "How long a silent database is waited for within one statement before it counts as gone.");

    public static final Setting<Duration> START_WAIT = Setting.duration(
            "database.start-wait", "10m", "How long the start waits for the embedded PostgreSQL, recovery included.");

    public static final Setting<Integer> EMBEDDED_PORT = count(
            "database.embedded.port",
            "0",
            0,
            65_535,
            "Port of the embedded PostgreSQL on 127.0.0.1; 0 takes a free one at each start.");

    public static final Setting<String> EMBEDDED_USER = Setting.text(
            "database.embedded.user",
            "",
            "User (name or number) that the embedded PostgreSQL runs as when the server is started by root;"
                    + " empty takes postgres, or else nobody.");

    public static final Setting<Long> SHARED_BUFFERS = Setting.bytes(
            "database.embedded.shared-buffers", "128MiB", "Memory that the embedded PostgreSQL keeps pages in.");

    public static final Setting<Integer> MAX_CONNECTIONS = count(
            "database.embedded.max-connections",
            "64",
            10,
            5000,
            "Connections that the embedded PostgreSQL accepts; at least database.pool-size and 5 more.");

    public static final Setting<Path> BINARIES = Setting.path(
            "database.embedded.binaries",
            "",
            "Directory that the embedded PostgreSQL is unpacked into; empty takes database/binaries in the data"
                    + " directory.");

    public static final List<Setting<?>> ALL = List.of(
            URL,
            USER,
            PASSWORD_FILE,
            POOL_SIZE,
            CONNECTION_WAIT,
            ANSWER_WAIT,
            START_WAIT,
            EMBEDDED_PORT,
            EMBEDDED_USER,
            SHARED_BUFFERS,
            MAX_CONNECTIONS,
            BINARIES);

    private DatabaseSettings() {}

    private static Setting<Integer> count(String name, String defaultText, int least, int most, String sentence) {
        return new Setting<>(
                name,
                "whole number from " + least + " to " + most,
                text -> {
                    int value = Integer.parseInt(text);
                    if (value < least || value > most) {
                        throw new IllegalArgumentException("out of range");
                    }
                    return value;
                },
                defaultText,
                sentence);
    }
}
