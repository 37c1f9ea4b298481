package skyhall.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Reads every migration of every module in the source tree: what would break the promise that a killed one leaves
/// nothing behind does not come in.
final class MigrationRulesTest {
    /// Statements that PostgreSQL refuses, or commits, within a transaction.
    private static final Pattern OUTSIDE_OF_TRANSACTIONS = Pattern.compile(
            "(?im)\\bCONCURRENTLY\\b|^\\s*(VACUUM|COMMIT|ROLLBACK|BEGIN\\s*;|START\\s+TRANSACTION|CREATE\\s+DATABASE"
                    + "|DROP\\s+DATABASE|ALTER\\s+SYSTEM|CREATE\\s+TABLESPACE|REINDEX\\s+(DATABASE|SYSTEM))\\b");

    private static final Pattern NAME = Pattern.compile("V\\d{3}__[a-z0-9_]+\\.sql");

    @Test
    void everyMigrationRunsInATransaction() throws IOException {
        for (Path script : scripts()) {
            assertThat(Files.readString(script).replaceAll("--.*", ""))
                    .as(script.toString())
                    .doesNotContainPattern(OUTSIDE_OF_TRANSACTIONS);
        }
    }

    @Test
    void everyMigrationIsNamedByTheRule() throws IOException {
        assertThat(scripts()).isNotEmpty().allSatisfy(script -> assertThat(
                        script.getFileName().toString())
                .matches(NAME));
    }

    private static List<Path> scripts() throws IOException {
        Path root = Path.of("").toAbsolutePath().getParent();
        try (Stream<Path> modules = Files.list(root)) {
            return modules.flatMap(module -> Stream.of(
                            module.resolve("src/main/resources/skyhall"), module.resolve("src/test/resources/skyhall")))
                    .filter(Files::isDirectory)
                    .flatMap(MigrationRulesTest::sqlBelow)
                    .toList();
        }
    }

    private static Stream<Path> sqlBelow(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(path -> path.toString().matches(".*/migration/[^/]*\\.sql")).toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
