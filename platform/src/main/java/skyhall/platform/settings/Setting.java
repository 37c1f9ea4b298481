package skyhall.platform.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/// One setting: its name in the file (`storage.inline-bytes`), how its text is read, its default and what it is for.
///
/// @param name dotted lower-case words; in the environment `SKYHALL_` and upper case with `_` for every dot and dash
/// @param form what a value looks like, for the reference page and for the refusal's sentence
/// @param defaultText the default as it would be written in the file
/// @param sentence what the setting does, as one sentence
public record Setting<T>(String name, String form, Function<String, T> reader, String defaultText, String sentence) {
    public Setting {
        if (!name.matches("[a-z][a-z0-9]*([.-][a-z0-9]+)*")) {
            throw new IllegalArgumentException("not a setting's name: " + name);
        }
    }

    public static Setting<String> text(String name, String defaultText, String sentence) {
        return new Setting<>(name, "text", Function.identity(), defaultText, sentence);
    }

    public static Setting<Integer> number(String name, int defaultNumber, String sentence) {
        return new Setting<>(name, "whole number", Integer::valueOf, Integer.toString(defaultNumber), sentence);
    }

    public static Setting<Boolean> yesOrNo(String name, boolean defaultAnswer, String sentence) {
        return new Setting<>(name, "yes or no", YesOrNo::read, defaultAnswer ? "yes" : "no", sentence);
    }

    public static Setting<Path> path(String name, String defaultText, String sentence) {
        return new Setting<>(name, "path", Path::of, defaultText, sentence);
    }

    /// Bytes, as `16KiB`, `5GiB` or a bare number.
    public static Setting<Long> bytes(String name, String defaultText, String sentence) {
        return new Setting<>(name, "bytes, such as 512, 64KiB, 8MiB or 5GiB", ByteCount::read, defaultText, sentence);
    }

    /// A duration, as `500ms`, `30s`, `15m`, `24h` or `7d`.
    public static Setting<Duration> duration(String name, String defaultText, String sentence) {
        return new Setting<>(
                name, "duration, such as 500ms, 30s, 15m, 24h or 7d", DurationText::read, defaultText, sentence);
    }

    /// Words separated by commas; empty means none.
    public static Setting<List<String>> list(String name, String defaultText, String sentence) {
        return new Setting<>(
                name,
                "words separated by commas",
                text -> text.isBlank() ? List.of() : List.of(text.trim().split("\\s*,\\s*")),
                defaultText,
                sentence);
    }

    public static <E extends Enum<E>> Setting<E> choice(String name, E defaultChoice, String sentence) {
        Class<E> kind = defaultChoice.getDeclaringClass();
        return new Setting<>(
                name, Choice.form(kind), text -> Choice.read(kind, text), Choice.text(defaultChoice), sentence);
    }

    /// The name under which the environment overrides the file.
    public String environmentName() {
        return "SKYHALL_"
                + name.toUpperCase(java.util.Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
