package skyhall.platform.database;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;

/// The user that PostgreSQL runs as: ourselves, or an unprivileged one when we are root, as which PostgreSQL
/// refuses to run.
///
/// @param name for sentences; the number when the user has no name on this machine
record PostgresUser(String name, int uid, int gid) {
    private static final List<Path> PROGRAM_DIRECTORIES =
            Stream.of("/usr/bin", "/bin", "/usr/sbin", "/sbin").map(Path::of).toList();

    /// The user for a cluster that lies (or will lie) at `cluster`. An existing cluster's owner wins, so that restored
    /// data is served by whoever owns it, even where that number has no name.
    static PostgresUser of(Path cluster, String wanted) throws IOException {
        int self = ownUid();
        if (self != 0) {
            return new PostgresUser(System.getProperty("user.name"), self, number(Path.of("/proc/self"), "gid"));
        }
        if (Files.isDirectory(cluster) && number(cluster, "uid") != 0) {
            int uid = number(cluster, "uid");
            return new PostgresUser(Integer.toString(uid), uid, number(cluster, "gid"));
        }
        List<String> names = wanted.isEmpty() ? List.of("postgres", "nobody") : List.of(wanted);
        return names.stream()
                .map(PostgresUser::lookUp)
                .flatMap(Optional::stream)
                .filter(user -> user.uid() != 0)
                .findFirst()
                .orElseThrow(() -> new FaultException(
                        PlatformFault.POSTGRES_USER_MISSING,
                        "Looked for " + String.join(" and ", names) + "; root itself will not do."));
    }

    /// The kernel's word on who we are: the owner of our own entry in `/proc`.
    static int ownUid() throws IOException {
        return number(Path.of("/proc/self"), "uid");
    }

    /// `uid`, `gid` or `mode` of a file, as the kernel has it.
    static int number(Path path, String which) throws IOException {
        return (Integer) requireNonNull(Files.getAttribute(path, "unix:" + which));
    }

    /// Asks `id`, which knows every source of users that this machine has, LDAP included.
    private static Optional<PostgresUser> lookUp(String name) {
        Optional<Integer> uid = id("-u", name);
        Optional<Integer> gid = id("-g", name);
        return uid.flatMap(number -> gid.map(group -> new PostgresUser(name, number, group)));
    }

    private static Optional<Integer> id(String flag, String name) {
        if (name.matches("\\d{1,9}") && !isKnown(name)) {
            return Optional.of(Integer.valueOf(name));
        }
        return answer("id", flag, "--", name).map(Integer::valueOf);
    }

    private static boolean isKnown(String name) {
        return answer("id", "-u", "--", name).isPresent();
    }

    private static Optional<String> answer(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
            return process.waitFor() == 0 ? Optional.of(text) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// The words before a command that make it run as this user, in a session of its own (so that Ctrl-C at a terminal
    /// reaches us and not PostgreSQL), and make the kernel end it when the thread that started it ends.
    List<String> launcher() throws IOException {
        List<String> words = new ArrayList<>();
        words.add(program("setsid"));
        words.add(program("setpriv"));
        if (uid != ownUid()) {
            words.addAll(List.of("--reuid=" + uid, "--regid=" + gid, "--clear-groups"));
        }
        words.addAll(List.of("--no-new-privs", "--pdeathsig=KILL", "--"));
        return words;
    }

    private static String program(String name) {
        return PROGRAM_DIRECTORIES.stream()
                .map(directory -> directory.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new FaultException(
                        PlatformFault.POSTGRES_LAUNCHER_MISSING, "There is no " + name + " in /usr/bin or /bin."))
                .toString();
    }

    /// Gives `path` to this user; does nothing when we are that user already.
    void own(Path path) throws IOException {
        if (number(path, "uid") != uid) {
            Files.setAttribute(path, "unix:gid", gid);
            Files.setAttribute(path, "unix:uid", uid);
        }
    }
}
