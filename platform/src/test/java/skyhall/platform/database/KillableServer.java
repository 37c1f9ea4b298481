package skyhall.platform.database;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// A small server in a process of its own, made to be killed; [KillableProcess] runs it.
///
/// Says on its standard output `ready <pid of postgres>`, then what its task says.
final class KillableServer {
    private KillableServer() {}

    public static void main(String[] words) throws Exception {
        try (TestServer server = TestServer.start(Path.of(words[0]))) {
            say("ready " + server.postgres().pid());
            switch (words[1]) {
                case "write" -> write(server);
                case "busy" -> server.number("SELECT count(*)::int FROM generate_series(1, 1000000000000) n");
                case "migrate" -> migrate(server);
                case "hold" -> new CountDownLatch(1).await();
                default -> throw new IllegalArgumentException(words[1]);
            }
        }
    }

    private static void write(TestServer server) {
        server.database()
                .sql()
                .sql("CREATE TABLE IF NOT EXISTS kept (n int PRIMARY KEY)")
                .update();
        int first = server.number("SELECT coalesce(max(n), 0) + 1 FROM kept");
        for (int n = first; ; n++) {
            server.database().sql().sql("INSERT INTO kept VALUES (?)").param(n).update();
            say("kept " + n);
        }
    }

    private static void migrate(TestServer server) {
        server.database()
                .sql()
                .sql("CREATE TABLE public.halfway_pause AS SELECT 60 AS seconds")
                .update();
        say("migrating");
        server.database().migrate("halfway");
        say("migrated");
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
