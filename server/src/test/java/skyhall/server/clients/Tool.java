package skyhall.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// Another people's program, run in a folder of its own, without this machine's proxies and cloud
/// settings.
final class Tool {
    private static final int PATIENCE_SECONDS = 300;

    private final List<String> start;
    private final Path folder;
    private final Map<String, String> environment = new TreeMap<>();

    private Tool(List<String> start, Path folder) {
        this.start = start;
        this.folder = folder;
    }

    /// Skips the test when the program is missing.
    static Tool named(String program, Path folder, String... words) {
        boolean there = new Tool(List.of("sh", "-c"), folder)
                        .run("command -v " + program)
                        .exitCode()
                == 0;
        Assumptions.assumeTrue(there, program + " is not installed on this machine; its round trip was skipped.");
        List<String> start = new ArrayList<>(List.of(program));
        start.addAll(List.of(words));
        return new Tool(start, folder);
    }

    Tool with(String name, Object value) {
        environment.put(name, value.toString());
        return this;
    }

    /// What a run said, on standard output and error together.
    record Said(int exitCode, String text) {}

    /// Runs it and demands that it ends with 0.
    String well(Object... words) {
        Said said = run(words);
        assertThat(said.exitCode())
                .describedAs("%s%n%s", List.of(words), said.text())
                .isZero();
        return said.text();
    }

    Said run(Object... words) {
        List<String> command = new ArrayList<>(start);
        for (Object word : words) {
            command.add(word.toString());
        }
        try {
            Path said = Files.createTempFile(folder, "said", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile());
            builder.environment().keySet().removeIf(Tool::isForElsewhere);
            builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8", "HOME", folder.toString()));
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError(command + " did not end: " + Files.readString(said));
            }
            return new Said(process.exitValue(), new String(Files.readAllBytes(said), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isForElsewhere(String name) {
        return name.startsWith("AWS_")
                || name.startsWith("RCLONE_")
                || name.toLowerCase(java.util.Locale.ROOT).endsWith("_proxy")
                || name.endsWith("_CA_BUNDLE")
                || name.startsWith("SSL_CERT_");
    }
}
