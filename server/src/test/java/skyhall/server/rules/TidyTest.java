package skyhall.server.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The house's measures, kept by a ratchet: a figure is within the house rule, or within the allowance
/// that
/// `check/tidy-allowances.txt` gives it. An allowance that is more than a tenth too wide must be
/// tightened, and goes
/// when the rule is met: so the figures can only get better.
final class TidyTest {
    private static final Path ALLOWANCES = Sources.ROOT.resolve("check/tidy-allowances.txt");
    private static final Pattern TEST_METHOD =
            Pattern.compile("@(Test|ParameterizedTest|Property|FuzzTest|RepeatedTest)\\b");
    private static final Pattern LEFT_OVER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b|@Dis" + "abled");
    private static final Pattern BROKEN_DOC = Pattern.compile("(?m)^\\s*///.*\\n\\s*// ");

    /// A figure that must not be above (or below) its rule.
    private record Rule(String name, double limit, boolean isUpper) {
        boolean isKept(double value, double bound) {
            return isUpper ? value <= bound : value >= bound;
        }
    }

    private static final List<Rule> RULES = List.of(
            new Rule("file-lines-p90", 250, true),
            new Rule("method-lines-p90", 16, true),
            new Rule("method-lines-max", 60, true),
            new Rule("types-not-public-percent", 50, false),
            new Rule("test-lines-per-main-line", 1.0, false));

    @Test
    void everyFigureIsWithinItsRuleOrItsAllowance() throws IOException {
        Map<String, Double> figures = figures();
        Map<String, Double> allowances = allowances();
        List<String> complaints = new ArrayList<>();
        for (Rule rule : RULES) {
            double value = figures.getOrDefault(rule.name(), Double.NaN);
            complaints.addAll(complaints(rule, value, allowances.remove(rule.name())));
        }
        assertThat(complaints).describedAs("figures: %s", figures).isEmpty();
        assertThat(allowances).describedAs("allowances for nothing").isEmpty();
    }

    private static List<String> complaints(
            Rule rule, double value, @org.jspecify.annotations.Nullable Double allowance) {
        if (rule.isKept(value, rule.limit())) {
            return allowance == null ? List.of() : List.of(rule.name() + " keeps its rule: remove its allowance");
        }
        if (allowance == null || !rule.isKept(value, allowance)) {
            return List.of(
                    rule.name() + " is " + value + "; the rule is " + rule.limit() + ", the allowance " + allowance);
        }
        double slack = Math.abs(allowance - value) / value;
        return slack > 0.1
                ? List.of(rule.name() + " is " + value + ": tighten its allowance of " + allowance)
                : List.of();
    }

    @Test
    void everyPackageOpensWithItsPromiseAndIsNullMarked() throws IOException {
        List<Path> guilty = new ArrayList<>();
        for (Path file : Sources.files("main")) {
            Path info = file.resolveSibling("package-info.java");
            if (!Files.exists(info)
                    || !Files.readString(info).matches("(?s)///.*@org\\.jspecify\\.annotations\\.NullMarked.*")) {
                guilty.add(Sources.ROOT.relativize(file.getParent()));
            }
        }
        assertThat(guilty.stream().distinct()).isEmpty();
    }

    /// Surefire looks only at classes whose names end so; another name is a test that never runs.
    @Test
    void aClassWithTestsIsNamedSo() throws IOException {
        List<Path> guilty = new ArrayList<>();
        for (Path file : Sources.files("test")) {
            String text = Files.readString(file);
            boolean isContract = text.contains("abstract class " + className(file));
            if (TEST_METHOD.matcher(text).find()
                    && !isContract
                    && !className(file).endsWith("Test")) {
                guilty.add(Sources.ROOT.relativize(file));
            }
        }
        assertThat(guilty).isEmpty();
    }

    @Test
    void nothingIsLeftForLater() throws IOException {
        assertThat(filesWith(LEFT_OVER)).isEmpty();
    }

    /// The formatter breaks a documentation line of more than 120 columns into a line that is
    /// documentation no more.
    @Test
    void noDocumentationLineWasBroken() throws IOException {
        assertThat(filesWith(BROKEN_DOC)).isEmpty();
    }

    private static List<Path> filesWith(Pattern pattern) throws IOException {
        List<Path> all = new ArrayList<>(Sources.files("main"));
        all.addAll(Sources.files("test"));
        List<Path> guilty = new ArrayList<>();
        for (Path file : all) {
            if (pattern.matcher(Files.readString(file)).find()) {
                guilty.add(Sources.ROOT.relativize(file));
            }
        }
        return guilty;
    }

    private static String className(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static Map<String, Double> figures() throws IOException {
        List<Path> main = Sources.files("main");
        List<Integer> lengths = new ArrayList<>();
        for (Path file : main) {
            lengths.add(Sources.lines(file));
        }
        int testLines = 0;
        for (Path file : Sources.files("test")) {
            testLines += Sources.lines(file);
        }
        Sources.Measured measured = Sources.measure(main);
        List<Integer> methods =
                measured.methods().stream().map(Sources.Method::lines).toList();
        int types = measured.publicTypes() + measured.otherTypes();
        Map<String, Double> figures = new TreeMap<>();
        figures.put("file-lines-p90", p90(lengths));
        figures.put("method-lines-p90", p90(methods));
        figures.put(
                "method-lines-max",
                methods.stream().mapToInt(Integer::intValue).max().orElse(0) * 1.0);
        figures.put("types-not-public-percent", 100.0 * measured.otherTypes() / types);
        figures.put(
                "test-lines-per-main-line",
                testLines * 1.0 / lengths.stream().mapToInt(Integer::intValue).sum());
        return figures;
    }

    private static double p90(List<Integer> values) {
        List<Integer> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() * 9 / 10);
    }

    private static Map<String, Double> allowances() throws IOException {
        Map<String, Double> allowances = new TreeMap<>();
        for (String line : Files.readAllLines(ALLOWANCES)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] pair = line.split("\\s*=\\s*", 2);
                allowances.put(pair[0], Double.valueOf(pair[1]));
            }
        }
        return allowances;
    }
}
