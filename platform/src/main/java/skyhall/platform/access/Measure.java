package skyhall.platform.access;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the values that have an order: numbers and times.
final class Measure {
    /// Longer than any number a request carries; keeps arithmetic cheap.
    private static final int MAX_CHARS = 40;

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?");
    private static final Pattern YEAR = Pattern.compile("[0-9]{4}");
    private static final Pattern SECONDS = Pattern.compile("-?[0-9]{1,18}");

    private Measure() {}

    /// An integer or a decimal fraction, without exponent. Empty when the text is neither.
    static Optional<BigDecimal> number(String text) {
        boolean written = text.length() <= MAX_CHARS && NUMBER.matcher(text).matches();
        return written ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /// A time in one of the forms of ISO 8601 that W3C chose (a year, a month, a day, or a day with time and
    /// zone), or seconds since 1970; four digits are a year. What a form leaves out is its beginning, in UTC.
    ///
    /// Source: W3C note "Date and Time Formats"; AWS IAM User Guide, "Date condition operators".
    static Optional<Instant> time(String text) {
        try {
            return text.length() > MAX_CHARS ? Optional.empty() : Optional.of(instant(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant instant(String text) {
        if (YEAR.matcher(text).matches()) {
            return start(Year.parse(text).atDay(1));
        }
        if (SECONDS.matcher(text).matches()) {
            return Instant.ofEpochSecond(Long.parseLong(text));
        }
        return switch (text.length()) {
            case 7 -> start(YearMonth.parse(text).atDay(1));
            case 10 -> start(LocalDate.parse(text));
            default -> OffsetDateTime.parse(text).toInstant();
        };
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
