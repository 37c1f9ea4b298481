package skyhall.server.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;
import skyhall.platform.database.Database;

/// The server's embedded PostgreSQL, seen from outside: its processes, and its tables.
final class DatabaseWindow {
    private final Path cluster;

    private DatabaseWindow(Path cluster) {
        this.cluster = cluster;
    }

    static DatabaseWindow of(Path data) throws IOException {
        return new DatabaseWindow(data.toRealPath().resolve("database/cluster"));
    }

    /// As the role that the server itself uses. Open once the server is ready.
    Database open() throws IOException {
        List<String> lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {Integer.parseInt(lines.get(3).trim())});
        source.setDatabaseName("skyhall");
        source.setUser("skyhall");
        source.setPassword(
                Files.readString(cluster.resolveSibling("skyhall.password")).trim());
        return Database.over(source);
    }

    /// The postmasters that run on this directory.
    List<ProcessHandle> postmasters() {
        return ProcessHandle.allProcesses().filter(this::isPostmaster).toList();
    }

    ProcessHandle postmaster() {
        return postmasters().getFirst();
    }

    /// The postmasters and all their children, those of a dead postmaster included.
    List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses().filter(this::worksHere).toList();
    }

    private boolean isPostmaster(ProcessHandle process) {
        List<String> words = commandLine(process);
        return words.size() > 2 && words.getFirst().endsWith("/postgres") && words.contains(cluster.toString());
    }

    /// Children have other words on their command line, and the cluster as their working directory.
    private boolean worksHere(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd"))
                    .equals(cluster);
        } catch (IOException | SecurityException e) {
            return false;
        }
    }

    private static List<String> commandLine(ProcessHandle process) {
        try {
            return Stream.of(Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                            .split("\0"))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /// A process that serves one connection of the server.
    Optional<ProcessHandle> backend() {
        return processes().stream()
                .filter(process -> String.join(" ", commandLine(process)).contains("skyhall skyhall"))
                .findFirst();
    }

    /// The program that runs, so that a test can hide it.
    Path program() throws IOException {
        return Files.readSymbolicLink(Path.of("/proc/" + postmaster().pid() + "/exe"));
    }
}
