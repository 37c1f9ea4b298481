package skyhall.server.catalogue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import skyhall.platform.api.OpenApi;
import skyhall.platform.fault.Fault;
import skyhall.platform.settings.Setting;

/// The pages of docs/reference that are made from the code.
public final class ReferencePages {
    private ReferencePages() {}

    /// Every page's text by its path below the repository's root.
    public static Map<Path, String> all() {
        Map<Path, String> pages = new LinkedHashMap<>();
        pages.put(Path.of("docs/reference/configuration.md"), configuration());
        pages.put(Path.of("docs/reference/errors.md"), errors());
        pages.put(Path.of("docs/reference/openapi.json"), openApi());
        return pages;
    }

    /// The description of the REST API as this version offers it.
    static String openApi() {
        return OpenApi.describe("Skyhall", "1", Catalogue.endpoints());
    }

    private static String configuration() {
        return """
                # Configuration

                Made from the code by `./sky docs`; a test compares. Settings stand in one file (`skyhall.conf` in the
                current directory, or the file that `--config` or `SKYHALL_CONFIG` names) as `name=value` lines in
                UTF-8, and may be overridden in the environment by the second name. An unknown name or a value that
                cannot be read stops the start with a sentence that names it.

                | setting | environment | value | default | what it does |
                |---|---|---|---|---|
                """ + Catalogue.settings().stream().map(ReferencePages::row).collect(Collectors.joining());
    }

    private static String row(Setting<?> setting) {
        String shown = setting.defaultText().isEmpty() ? "(empty)" : "`" + setting.defaultText() + "`";
        return "| `%s` | `%s` | %s | %s | %s |%n"
                .formatted(setting.name(), setting.environmentName(), setting.form(), shown, setting.sentence())
                .replace(System.lineSeparator(), "\n");
    }

    private static String errors() {
        StringBuilder page = new StringBuilder("""
                # Errors

                Made from the code by `./sky docs`; a test compares. A number is given once and never again. *Whose
                move*: who can put it right: the caller by asking differently, an operator, or we who write Skyhall.
                *Word*: what goes over the wire where a protocol has a word of its own.
                """);
        for (Catalogue.FaultRange range : Catalogue.faultRanges()) {
            page.append("\n## %s: %d to %d\n\n".formatted(range.module(), range.from(), range.to()));
            page.append("| code | name | HTTP | word | whose move | what is wrong | what to do |\n");
            page.append("|---|---|---|---|---|---|---|\n");
            range.faults().forEach(fault -> page.append(row(fault)));
        }
        return page.toString();
    }

    private static String row(Fault fault) {
        return "| %s | %s | %d | %s | %s | %s | %s |\n"
                .formatted(
                        fault.code(),
                        fault.name(),
                        fault.httpStatus(),
                        fault.wireCode().equals(fault.code()) ? "" : fault.wireCode(),
                        fault.blame().name().toLowerCase(Locale.ROOT),
                        fault.sentence(),
                        fault.remedy());
    }
}
