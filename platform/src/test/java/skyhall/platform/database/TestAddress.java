package skyhall.platform.database;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// An empty database of its own as a server's settings name it, for tests that start a whole server.
public final class TestAddress {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestAddress() {}

    /// The settings, by their names in the environment.
    ///
    /// @param folder where the password's file may be written
    public static Map<String, String> fresh(Path folder) {
        TestDatabase.Server server = TestDatabase.Server.running();
        String name = "s_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
        server.execute("CREATE DATABASE " + name);
        return Map.of(
                "SKYHALL_DATABASE_URL",
                server.url() + name,
                "SKYHALL_DATABASE_USER",
                server.user(),
                "SKYHALL_DATABASE_POOL_SIZE",
                "8",
                "SKYHALL_DATABASE_PASSWORD_FILE",
                passwordFile(folder, server.password()));
    }

    private static String passwordFile(Path folder, String password) {
        if (password.isEmpty()) {
            return "";
        }
        Path file = folder.resolve("database.password");
        try {
            SecretFile.write(file, password + "\n");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return file.toString();
    }
}
