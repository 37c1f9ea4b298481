package skyhall.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server under a user without privileges, as a service unit runs it: PostgreSQL is then that user's own.
@Tag("slow")
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
final class PlainUserTest {
    @TempDir
    Path temporary;

    @Test
    void postgresRunsAsTheServersOwnUserAndDiesWithIt() throws Exception {
        Assumptions.assumeTrue(
                PostgresUser.ownUid() == 0, "only root can become another user; as one, all tests do this");
        PostgresUser user = PostgresUser.of(Path.of("/nonexistent"), "nobody");
        Path data = TestServer.dataDirectory(temporary);
        Files.createDirectory(data);
        user.own(data);
        int kept;
        try (KillableProcess server = KillableProcess.startAs(user, readableClassPath(), data, "write")) {
            long postgres = Long.parseLong(server.await("ready"));
            assertThat(Files.getAttribute(Path.of("/proc/" + postgres), "unix:uid"))
                    .isEqualTo(user.uid());
            assertThat(Files.getAttribute(data.resolve("database/superuser.password"), "unix:uid"))
                    .isEqualTo(user.uid());
            server.awaitKept(20);
            kept = server.kill();
        } finally {
            Deadline.await("no process of the cluster is left", Duration.ofSeconds(5), () -> TestServer.processes(data)
                    .running()
                    .isEmpty());
        }
        try (KillableProcess again = KillableProcess.startAs(user, readableClassPath(), data, "write")) {
            assertThat(again.awaitKept(1)).isBetween(kept + 1, kept + 2);
        } finally {
            TestServer.processes(data).endAll();
        }
    }

    /// Our class path where another user may read it.
    private String readableClassPath() throws IOException {
        Path place = Files.createDirectories(temporary.resolve("classes"));
        List<String> words = new ArrayList<>();
        for (String word : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path from = Path.of(word);
            Path to = place.resolve(Integer.toString(words.size()) + (Files.isDirectory(from) ? "" : ".jar"));
            words.add(to.toString());
            if (Files.exists(from) && !Files.exists(to)) {
                copy(from, to);
            }
        }
        return String.join(File.pathSeparator, words);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                Files.copy(path, Files.isSameFile(path, from) ? to : target);
            }
        }
    }
}
