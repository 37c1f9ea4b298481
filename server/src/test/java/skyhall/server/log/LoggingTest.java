package skyhall.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import skyhall.platform.log.RequestId;
import skyhall.platform.log.RequestScope;
import skyhall.platform.settings.Settings;
import skyhall.server.settings.ServerSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class LoggingTest {
    private static final Logger LOG = LoggerFactory.getLogger(LoggingTest.class);

    @TempDir
    Path folder;

    @AfterEach
    void back() {
        Logging.quiet();
    }

    @Test
    void aLineIsOneJsonObjectWithTheRequestItBelongsTo() throws IOException {
        setUp("16MiB", "3");
        RequestScope.run(new RequestId("00000000000000AB"), () -> LOG.info("a \"quoted\"\nmessage {}", 7));
        LOG.warn("outside", new IllegalStateException("why"));
        List<String> lines = Files.readAllLines(folder.resolve("logs/skyhall.log"));
        assertThat(lines).hasSize(2);
        JsonNode first = JsonMapper.shared().readTree(lines.get(0));
        assertThat(first.path("message").asString()).isEqualTo("a \"quoted\"\nmessage 7");
        assertThat(first.path("request").asString()).isEqualTo("00000000000000AB");
        assertThat(first.path("level").asString()).isEqualTo("INFO");
        JsonNode second = JsonMapper.shared().readTree(lines.get(1));
        assertThat(second.has("request")).isFalse();
        assertThat(second.path("error").asString())
                .contains("IllegalStateException: why")
                .contains("LoggingTest");
    }

    @Test
    void theFilesStayWithinTheirNumberAndAboutTheirSize() throws IOException {
        setUp("64KiB", "2");
        String text = "x".repeat(1000);
        long endNanos = System.nanoTime() + 1_500_000_000L;
        for (int i = 0; i < 400_000 && System.nanoTime() < endNanos; i++) {
            LOG.info(text);
            Thread.onSpinWait();
            if (i % 20 == 0) {
                java.util.concurrent.locks.LockSupport.parkNanos(2_000_000); // about 10 MB/s at most
            }
        }
        try (Stream<Path> files = Files.list(folder.resolve("logs"))) {
            List<Path> all = files.toList();
            assertThat(all).hasSizeBetween(2, 3);
            for (Path file : all) {
                assertThat(Files.size(file)).isLessThan(4 << 20);
            }
        }
    }

    @Test
    void noFilesAreWrittenWhenNoneAreAskedFor() {
        setUp("64KiB", "0");
        LOG.info("nowhere");
        assertThat(folder.resolve("logs")).doesNotExist();
    }

    private void setUp(String size, String files) {
        Map<String, String> environment =
                Map.of("SKYHALL_LOG_FILE_SIZE", size, "SKYHALL_LOG_FILES", files, "SKYHALL_LOG_CONSOLE", "off");
        Logging.setUp(Settings.load(Path.of("/nonexistent"), environment, ServerSettings.ALL), folder);
    }
}
