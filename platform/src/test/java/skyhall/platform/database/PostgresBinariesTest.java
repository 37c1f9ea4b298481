package skyhall.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The programs are unpacked once, whole, however many ask.
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
final class PostgresBinariesTest {
    @TempDir
    Path temporary;

    @Test
    void theProgramsAreOfTheMajorVersionThatTheClusterExpects() throws Exception {
        PostgresBinaries binaries = PostgresBinaries.under(TestCluster.binaries());
        Process process = new ProcessBuilder(binaries.program("postgres").toString(), "--version").start();
        assertThat(new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .startsWith("postgres (PostgreSQL) " + PostgresCluster.MAJOR_VERSION + ".");
    }

    @Test
    @Tag("slow")
    void twoAtOnceLeaveOneWholeDirectory() throws Exception {
        Callable<PostgresBinaries> unpack = () -> PostgresBinaries.under(temporary);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (var done : threads.invokeAll(List.of(unpack, unpack))) {
                assertThat(done.get().program("initdb")).isExecutable();
            }
        }
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left)
                    .singleElement()
                    .satisfies(only -> assertThat(only.getFileName().toString()).startsWith("postgres-"));
        }
    }
}
