package skyhall.server.proof;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The real server as a process of its own, with the JVM options of `sky` and free ports.
final class ServerProcess implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofMinutes(3);
    private static final Pattern S3 = Pattern.compile("S3 API:?\\s+http://[^:]+:(\\d+)");
    private static final Pattern MANAGEMENT = Pattern.compile("metrics\\s+http://[^:]+:(\\d+)/");
    private static final Path BOOTSTRAP =
            Path.of("..").toAbsolutePath().normalize().resolve("examples/bootstrap-conformance.json");

    private final Process process;
    private final Path data;
    private final Path said;
    private final long readySeconds1000;
    private final int port;
    private final int managementPort;

    private ServerProcess(Process process, Path data, Path said) throws IOException {
        this.process = process;
        this.data = data;
        this.said = said;
        long begun = System.nanoTime();
        Await.until("the server is ready: " + said, START_PATIENCE, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("the server ended: " + Files.readString(said));
            }
            return Files.readString(said).contains("Skyhall is ready");
        });
        this.readySeconds1000 = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        String text = Files.readString(said);
        this.port = find(S3, text);
        this.managementPort = find(MANAGEMENT, text);
    }

    private static int find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in " + text);
        }
        return Integer.parseInt(matcher.group(1));
    }

    static ServerProcess start(Path data, Map<String, String> settings) throws IOException {
        return start(data, settings, List.of());
    }

    /// @param settings as environment variables without their first word `SKYHALL_`
    /// @param wrapper words before the JVM's, such as a tracer's
    static ServerProcess start(Path data, Map<String, String> settings, List<String> wrapper) throws IOException {
        Path said = data.resolveSibling(data.getFileName() + ".said");
        ProcessBuilder builder = new ProcessBuilder(words(wrapper))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .directory(new File("/"));
        Map<String, String> environment = new HashMap<>(Map.of(
                "DATA_DIRECTORY", data.toString(),
                "S3_PORT", "0",
                "PORTAL_PORT", "0",
                "MANAGEMENT_PORT", "0",
                "LOG_CONSOLE", "off",
                "SERVER_DRAIN_TIME", "2s",
                "IDENTITY_BOOTSTRAP_FILE", BOOTSTRAP.toString()));
        environment.putAll(settings);
        builder.environment().keySet().removeIf(name -> name.startsWith("SKYHALL_"));
        environment.forEach((name, value) -> builder.environment().put("SKYHALL_" + name, value));
        return new ServerProcess(builder.start(), data, said);
    }

    private static List<String> words(List<String> wrapper) {
        List<String> words = new ArrayList<>(wrapper);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of(
                "-Xms64m",
                "-XX:+UseG1GC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseCompactObjectHeaders",
                "-Djdk.net.URLClassPath.disableClassPathURLCheck=true"));
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        words.addAll(List.of("-cp", classPath, "skyhall.server.Main", "run"));
        return words;
    }

    SignedClient client() {
        return new SignedClient(port);
    }

    /// For what a test stands on: a refusal shows the server's log.
    void mustPut(String target, byte[] body) throws IOException {
        SignedClient.Answer answer = client().put(target, body);
        if (answer.status() != 200) {
            throw new AssertionError(target + ": " + answer.status() + " " + answer.text() + "\n" + log());
        }
    }

    int port() {
        return port;
    }

    int managementPort() {
        return managementPort;
    }

    Path data() {
        return data;
    }

    double readySeconds() {
        return readySeconds1000 / 1000.0;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /// The JVM, also when a tracer stands between.
    ProcessHandle jvm() {
        return process.toHandle()
                .descendants()
                .filter(child -> child.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElse(process.toHandle());
    }

    DatabaseWindow database() throws IOException {
        return DatabaseWindow.of(data);
    }

    /// Asks the management endpoint. Status and body in one text.
    String ask(String method, String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofMinutes(2))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /// Everything stored is read again; the report as JSON.
    String scrub() throws IOException {
        return ask("POST", "/storage/scrub");
    }

    /// All that the server wrote into its log files.
    String log() throws IOException {
        Path file = data.resolve("logs/skyhall.log");
        return Files.readString(said) + (Files.exists(file) ? Files.readString(file) : "");
    }

    /// The last errors of the log, in short, for a test that failed.
    String errors() throws IOException {
        List<String> all = log().lines()
                .filter(line -> line.contains("ERROR") && !line.contains("SKY-3067"))
                .map(line -> line.substring(0, Math.min(line.length(), 4000)))
                .toList();
        return String.join("\n", all.subList(Math.max(0, all.size() - 3), all.size()))
                .replace("%", "%%");
    }

    /// kill -9, and waits until the process is gone.
    void kill() {
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    /// SIGTERM; the exit code.
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            kill();
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroy();
            try {
                process.waitFor(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        kill();
    }
}
