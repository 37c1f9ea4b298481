package skyhall.platform.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A [KillableServer] in a JVM of its own.
final class KillableProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;
    private int lastKept;

    private KillableProcess(Process process) {
        this.process = process;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static KillableProcess start(Path dataDirectory, String task) throws IOException {
        return start(List.of(), System.getProperty("java.class.path"), dataDirectory, task);
    }

    /// As another user, who must be able to read `classPath`.
    static KillableProcess startAs(PostgresUser user, String classPath, Path dataDirectory, String task)
            throws IOException {
        List<String> become = List.of(
                "setpriv", "--reuid=" + user.uid(), "--regid=" + user.gid(), "--clear-groups", "--no-new-privs", "--");
        return start(become, classPath, dataDirectory, task);
    }

    private static KillableProcess start(List<String> before, String classPath, Path dataDirectory, String task)
            throws IOException {
        List<String> words = new ArrayList<>(before);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath));
        words.addAll(List.of(KillableServer.class.getName(), dataDirectory.toString(), task));
        ProcessBuilder builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD);
        return new KillableProcess(builder.start());
    }

    long pid() {
        return process.pid();
    }

    /// Reads what it says up to a line that begins with `word`, and answers the rest of that line.
    String await(String word) {
        while (true) {
            String line = next();
            if (line.startsWith(word)) {
                return line.substring(word.length()).trim();
            }
        }
    }

    /// The number of the last row that it says it keeps, after it said so `count` times.
    int awaitKept(int count) {
        for (int i = 0; i < count; i++) {
            lastKept = Integer.parseInt(await("kept"));
        }
        return lastKept;
    }

    private String next() {
        try {
            String line = lines.readLine();
            if (line == null) {
                throw new AssertionError("the server ended without the word");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// kill -9; then everything that it still managed to say is read. Answers the last row that it said it keeps.
    int kill() throws IOException, InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            // The last line may be cut off by the kill, so only whole numbers that follow each other count.
            List<String> words = List.of(line.split(" "));
            if (words.size() == 2 && words.getLast().equals(Integer.toString(lastKept + 1))) {
                lastKept++;
            }
        }
        return lastKept;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.onExit().get(10, java.util.concurrent.TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("process " + process.pid() + " did not end within " + Duration.ofSeconds(10), e);
        }
    }
}
