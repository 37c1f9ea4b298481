package skyhall.platform.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// The words for an enum's constants: lower case with dashes.
final class Choice {
    private Choice() {}

    static <E extends Enum<E>> String text(E constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> String form(Class<E> kind) {
        return "one of "
                + Arrays.stream(kind.getEnumConstants()).map(Choice::text).collect(Collectors.joining(", "));
    }

    static <E extends Enum<E>> E read(Class<E> kind, String text) {
        return Arrays.stream(kind.getEnumConstants())
                .filter(constant -> text(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not " + form(kind)));
    }
}
