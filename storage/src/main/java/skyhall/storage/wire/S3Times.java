package skyhall.storage.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// Times as S3 writes them: ISO 8601 with milliseconds in documents, RFC 1123 in headers.
public final class S3Times {
    private static final DateTimeFormatter DOCUMENT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter HEADER = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private S3Times() {}

    public static String inDocuments(Instant instant) {
        return DOCUMENT.format(instant);
    }

    public static String inHeaders(Instant instant) {
        return HEADER.format(instant);
    }

    /// A time that a stranger sent, in RFC 1123 or ISO 8601.
    public static Optional<Instant> parse(String text) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (DateTimeException notRfc1123) {
            try {
                return Optional.of(Instant.from(
                        DateTimeFormatter.ISO_DATE_TIME.withZone(ZoneOffset.UTC).parse(text)));
            } catch (DateTimeException neither) {
                return Optional.empty();
            }
        }
    }
}
