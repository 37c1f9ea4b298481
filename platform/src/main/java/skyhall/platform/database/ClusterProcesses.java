package skyhall.platform.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;

/// The running processes of one cluster, found by what they are called.
///
/// A postmaster names its directory after `-D`; every other process of it calls itself `postgres: <cluster_name>: …`.
/// Names are readable where `/proc/<pid>/cwd` is not (root in a container without CAP_SYS_PTRACE), and unlike the
/// number in `postmaster.pid` they are never another program's after a reboot.
final class ClusterProcesses {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path cluster;
    private final String clusterName;

    ClusterProcesses(Path cluster, String clusterName) {
        this.cluster = cluster;
        this.clusterName = clusterName;
    }

    /// All that run now, the postmaster included.
    List<ProcessHandle> running() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(this::isOurs).toList();
        }
    }

    private boolean isOurs(ProcessHandle process) {
        String words = words(process.pid());
        return words.startsWith("postgres: " + clusterName + ":") || words.contains("/postgres\0-D\0" + cluster + "\0");
    }

    /// The command line, its words separated by NUL; empty when the process is gone or a thread of the kernel.
    static String words(long pid) {
        try {
            return new String(Files.readAllBytes(Path.of("/proc/" + pid + "/cmdline")), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /// Ends all of them at once: what they had not committed is lost, as it is when the power fails. Only for
    /// processes whose server is gone: an orphan's client cannot hear an answer any more.
    ///
    /// @throws FaultException [PlatformFault#POSTGRES_ORPHAN] when one does not go
    void endAll() {
        List<ProcessHandle> found = running();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!found.isEmpty()) {
            found.forEach(ProcessHandle::destroyForcibly);
            if (System.nanoTime() > deadline) {
                throw new FaultException(PlatformFault.POSTGRES_ORPHAN, "Processes " + numbers(found) + ".");
            }
            found = awaitGone(found);
        }
    }

    private List<ProcessHandle> awaitGone(List<ProcessHandle> ended) {
        List<ProcessHandle> left = new ArrayList<>(ended);
        for (int i = 0; i < 50 && !left.isEmpty(); i++) {
            Pause.of(Duration.ofMillis(10));
            left.removeIf(process -> !isOurs(process));
        }
        return running();
    }

    static String numbers(List<ProcessHandle> processes) {
        return processes.stream().map(process -> Long.toString(process.pid())).collect(Collectors.joining(", "));
    }
}
