package skyhall.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What the kernel and the JDK make of "parent": the thread that starts a process. [EmbeddedPostgres] keeps a thread
/// for this reason alone; if a later JDK starts processes otherwise, this test says so.
final class ParentDeathTest {
    @Test
    void aChildDiesWithTheThreadThatStartedIt() throws Exception {
        BlockingQueue<Process> started = new ArrayBlockingQueue<>(1);
        CountDownLatch enough = new CountDownLatch(1);
        Thread starter = Thread.ofPlatform().start(() -> {
            started.add(sleeper());
            awaitQuietly(enough);
        });
        Process child = started.take();
        assertThat(child.waitFor(300, TimeUnit.MILLISECONDS))
                .as("ended before its starter")
                .isFalse();
        enough.countDown();
        starter.join();
        assertThat(child.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).as("killed by SIGKILL").isEqualTo(128 + 9);
    }

    @Test
    void aChildIsInASessionOfItsOwn() throws Exception {
        Process child = sleeper();
        try {
            Deadline.await("the launcher has become the program", Duration.ofSeconds(5), () -> ClusterProcesses.words(
                            child.pid())
                    .startsWith("/bin/sleep"));
            // Fields 3 to 6 of /proc/<pid>/stat: state, parent, process group, session (proc(5)).
            String[] stat = java.nio.file.Files.readString(Path.of("/proc/" + child.pid() + "/stat"))
                    .replaceFirst("^.*\\) ", "")
                    .split(" ");
            assertThat(stat[1]).isEqualTo(Long.toString(ProcessHandle.current().pid()));
            assertThat(stat[3]).isEqualTo(Long.toString(child.pid()));
        } finally {
            child.destroyForcibly();
        }
    }

    private static Process sleeper() {
        try {
            List<String> words =
                    new ArrayList<>(PostgresUser.of(Path.of("/nonexistent"), "").launcher());
            words.addAll(List.of("/bin/sleep", "60"));
            return new ProcessBuilder(words).start();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
