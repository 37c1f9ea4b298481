package skyhall.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The log is bounded, and only PostgreSQL's own words change the state.
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
final class PostgresLogTest {
    private static final String PREFIX = "2026-11-23 04:16:37.366 UTC ";

    @TempDir
    Path temporary;

    @Test
    void theFilesStayWithinTheirBound() throws Exception {
        PostgresLog log = new PostgresLog(temporary, 10_000);
        List<String> heard = new ArrayList<>();
        String text = "x".repeat(99) + "\n";
        log.follow(new ByteArrayInputStream(text.repeat(1000).getBytes(StandardCharsets.UTF_8)), heard::add);
        assertThat(heard).hasSize(1000);
        assertThat(Files.size(temporary.resolve("postgres.log"))).isLessThanOrEqualTo(10_100);
        assertThat(Files.size(temporary.resolve("postgres.log.1"))).isBetween(10_000L, 10_100L);
        try (var files = Files.list(temporary)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void aLogThatCannotBeWrittenIsStillHeard() {
        PostgresLog log = new PostgresLog(temporary.resolve("absent"), 10_000);
        log.keep("why it failed");
        assertThat(log.tail()).contains("why it failed");
    }

    @Test
    void theTailIsShort() {
        PostgresLog log = new PostgresLog(temporary, 10_000);
        for (int i = 0; i < 100; i++) {
            log.keep("line " + i);
        }
        assertThat(log.tail()).startsWith("line 88 | ").endsWith(" | line 99");
    }

    @Test
    void theStateIsHeard() {
        assertThat(heard(PREFIX
                        + "[41] LOG:  database system was not properly shut down; automatic recovery in progress"))
                .containsExactly(new PostgresState.Recovering());
        assertThat(heard(PREFIX + "[40] LOG:  all server processes terminated; reinitializing"))
                .containsExactly(new PostgresState.Recovering());
        assertThat(heard(PREFIX + "[40] LOG:  database system is ready to accept connections"))
                .containsExactly(new PostgresState.Ready());
    }

    @Test
    void strangersCannotSpeakForIt() {
        String ready = "LOG:  database system is ready to accept connections";
        assertThat(heard(PREFIX + "[77] " + ready)).as("another process").isEmpty();
        assertThat(heard("\t" + PREFIX + "[40] " + ready))
                .as("a statement's second line")
                .isEmpty();
        assertThat(heard(PREFIX + "[40] ERROR:  x " + ready))
                .as("within an error")
                .isEmpty();
        assertThat(heard(ready)).as("without its prefix").isEmpty();
    }

    private static List<PostgresState> heard(String line) {
        List<PostgresState> states = new ArrayList<>();
        new PostgresVoice(40, states::add).hear(line);
        return states;
    }
}
