package skyhall.platform.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;

/// The embedded PostgreSQL's directory and everything that starting a program on it needs.
///
/// ```
/// <data>/database/             ours, mode 0711
///     cluster/                 PostgreSQL's own, mode 0700, owned by its user
///     superuser.password       0600, ours
///     skyhall.password         0600, ours: the role that the server works as
///     log/postgres.log         bounded
///     binaries/                unpacked from the jar; no data
/// ```
final class PostgresCluster {
    /// Major version of the binaries. A cluster of another one is refused by name, before PostgreSQL does it.
    static final String MAJOR_VERSION = "18";

    static final String SUPERUSER = "postgres";

    private final Path folder;
    private final Path directory;
    private final PostgresBinaries binaries;
    private final PostgresUser user;
    private final PostgresTuning tuning;

    private PostgresCluster(Path folder, PostgresBinaries binaries, PostgresUser user, PostgresTuning tuning) {
        this.folder = folder;
        this.directory = folder.resolve("cluster");
        this.binaries = binaries;
        this.user = user;
        this.tuning = tuning;
    }

    /// The cluster in `dataDirectory`, made now where there is none. Ends what an earlier run left running in it.
    static PostgresCluster open(
            Path dataDirectory, Path binariesFolder, String wantedUser, PostgresTuning tuning, SecureRandom random) {
        try {
            DataFolders.letPass(dataDirectory);
            Path folder = DataFolders.create(dataDirectory.resolve("database"), "rwx--x--x");
            PostgresUser user = PostgresUser.of(folder.resolve("cluster"), wantedUser);
            DataFolders.requireReachable(folder, user);
            Path unpackInto = binariesFolder.toString().isEmpty() ? folder.resolve("binaries") : binariesFolder;
            PostgresBinaries binaries = PostgresBinaries.under(unpackInto.toAbsolutePath());
            DataFolders.requireReachable(binaries.home(), user);
            PostgresCluster cluster = new PostgresCluster(folder, binaries, user, tuning);
            cluster.processes().endAll();
            cluster.prepare(random);
            return cluster;
        } catch (IOException e) {
            throw new FaultException(PlatformFault.POSTGRES_NOT_STARTED, "In " + dataDirectory + ": " + e, e);
        }
    }

    private void prepare(SecureRandom random) throws IOException {
        Path version = directory.resolve("PG_VERSION");
        if (!Files.exists(version)) {
            initialise(random);
        }
        String found = Files.readString(version).trim();
        if (!found.equals(MAJOR_VERSION)) {
            throw new FaultException(
                    PlatformFault.POSTGRES_VERSION_OTHER,
                    directory + " is of version " + found + "; this server brings " + MAJOR_VERSION + ".");
        }
    }

    /// Makes the cluster aside and renames it when `initdb` has synced it: a start that is killed half way leaves
    /// nothing that the next start could mistake for a cluster. The password is durable before the cluster appears.
    private void initialise(SecureRandom random) throws IOException {
        Path aside = DataFolders.create(folder.resolve("cluster.new"), "rwx------");
        DataFolders.remove(aside);
        Files.createDirectory(aside);
        user.own(aside);
        String password = SecretFile.generate(folder.resolve("superuser.password"), random);
        Path handed = folder.resolve("initdb.password");
        Files.deleteIfExists(handed);
        SecretFile.write(handed, password + "\n");
        try {
            user.own(handed);
            run(initdb(aside, handed));
        } finally {
            Files.deleteIfExists(handed);
        }
        Files.move(aside, directory, StandardCopyOption.ATOMIC_MOVE);
        DataFolders.sync(folder);
    }

    private List<String> initdb(Path target, Path passwordFile) {
        List<String> words = new ArrayList<>(List.of(
                binaries.program("initdb").toString(),
                "--pgdata=" + target,
                "--username=" + SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--data-checksums"));
        words.addAll(tuning.initdbWords());
        return words;
    }

    private void run(List<String> words) throws IOException {
        Process process = launch(words);
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        try {
            if (process.waitFor() != 0) {
                throw new FaultException(PlatformFault.POSTGRES_NOT_STARTED, "initdb said: " + said);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new FaultException(PlatformFault.POSTGRES_NOT_STARTED, "Interrupted while initdb ran.", e);
        }
    }

    /// Starts the postmaster. The kernel ends it when the *thread* that calls this ends: prctl(2),
    /// PR_SET_PDEATHSIG, takes the thread for the parent, and the JDK starts a process from the calling thread
    /// (`ParentDeathTest`). So this must be a platform thread that lives as long as the database shall.
    Process startPostmaster(int port) throws IOException {
        removeStalePidFile();
        List<String> words = new ArrayList<>();
        words.add(binaries.program("postgres").toString());
        words.addAll(List.of("-D", directory.toString()));
        tuning.settings(port, clusterName(directory))
                .forEach((name, value) -> words.addAll(List.of("-c", name + "=" + value)));
        Process process = launch(words);
        process.getOutputStream().close();
        return process;
    }

    /// PostgreSQL refuses to start when the number in the file is alive again, as it may be after a reboot, even when
    /// it is another program's. [#processes()] has shown that none of ours is left, so the file says nothing.
    private void removeStalePidFile() throws IOException {
        processes().endAll();
        Files.deleteIfExists(directory.resolve("postmaster.pid"));
    }

    private Process launch(List<String> words) throws IOException {
        List<String> all = new ArrayList<>(user.launcher());
        all.addAll(words);
        ProcessBuilder builder =
                new ProcessBuilder(all).redirectErrorStream(true).directory(new java.io.File("/"));
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("LC_ALL", "C");
        return builder.start();
    }

    ClusterProcesses processes() {
        return new ClusterProcesses(directory, clusterName(directory));
    }

    /// Short, since the names of processes are cut, and of this directory alone.
    static String clusterName(Path directory) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(directory.toString().getBytes(StandardCharsets.UTF_8));
            return "skyhall-" + HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    Path passwordFile(String role) {
        return folder.resolve(role.equals(SUPERUSER) ? "superuser.password" : role + ".password");
    }

    /// The folder for the log, which is ours.
    Path logFolder() {
        return DataFolders.create(folder.resolve("log"), "rwx------");
    }
}
