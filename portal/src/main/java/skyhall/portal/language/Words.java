package skyhall.portal.language;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Speaks one language for one page: texts, dates, numbers and sizes.
///
/// @param zone the time zone in which times are shown
public record Words(Language language, Messages messages, ZoneId zone) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)}");
    private static final List<String> BYTE_UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");

    /// The text of `key`, with `{0}`, `{1}` … replaced; a number is written as the language writes numbers.
    public String text(String key, Object... values) {
        return fill(messages.pattern(language, key), values);
    }

    /// The text of `key`, when there is one; for keys that are made from data, such as a fault's number.
    public Optional<String> find(String key) {
        return messages.find(language, key);
    }

    /// The text of `key.one` when `count` is one, else of `key.other`, with `{0}` replaced by the count.
    public String count(String key, long count) {
        return text(key + (count == 1 ? ".one" : ".other"), count);
    }

    public String number(long value) {
        return NumberFormat.getIntegerInstance(language.locale()).format(value);
    }

    /// A size in powers of 1024 with at most one digit after the point: `1.5 MiB`, `312 B`.
    public String bytes(long sizeBytes) {
        int unit = 0;
        double value = sizeBytes;
        while (Math.abs(value) >= 1023.95 && unit < BYTE_UNITS.size() - 1) {
            value /= 1024;
            unit++;
        }
        NumberFormat format = NumberFormat.getNumberInstance(language.locale());
        format.setMaximumFractionDigits(value < 100 && unit > 0 ? 1 : 0);
        return format.format(value) + " " + BYTE_UNITS.get(unit);
    }

    /// `45%`: how much of `total` is done, rounded down so that only the whole is 100 %.
    public String percent(long done, long total) {
        NumberFormat format = NumberFormat.getPercentInstance(language.locale());
        return format.format(Math.floor(100.0 * done / total) / 100);
    }

    /// `23 November 2026`, `2026年11月23日`.
    public String date(Instant time) {
        return format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG), time);
    }

    /// `23 November 2026, 14:05`, `2026年11月23日 14:05`.
    public String dateTime(Instant time) {
        return date(time) + (language == Language.ENGLISH ? ", " : " ") + clock(time);
    }

    /// `14:05`.
    public String clock(Instant time) {
        return format(DateTimeFormatter.ofPattern("HH:mm"), time);
    }

    /// For the `datetime` attribute of a `time` element.
    public String machine(Instant time) {
        return DateTimeFormatter.ISO_INSTANT.format(time);
    }

    private String format(DateTimeFormatter format, Instant time) {
        return format.withLocale(language.locale()).withZone(zone).format(time);
    }

    /// One pass, so that a value that looks like a placeholder stays what it is.
    private String fill(String pattern, Object[] values) {
        return PLACEHOLDER
                .matcher(pattern)
                .replaceAll(found -> Matcher.quoteReplacement(word(values[Integer.parseInt(found.group(1))])));
    }

    private String word(Object value) {
        return switch (value) {
            case Long number -> number(number);
            case Integer number -> number(number);
            case Instant time -> dateTime(time);
            default -> value.toString();
        };
    }
}
