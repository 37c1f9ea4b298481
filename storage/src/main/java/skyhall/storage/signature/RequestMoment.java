package skyhall.storage.signature;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;

/// The moment that a request names as that of its signing.
///
/// @param text `yyyyMMdd'T'HHmmss'Z'`, as it goes into the string to sign
record RequestMoment(Instant instant, String text) {
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String SHAPE = "00000000T000000Z";

    /// `yyyyMMdd`, which the credential's date must be.
    String day() {
        return text.substring(0, 8);
    }

    /// The moment of a request with an `Authorization` header: `x-amz-date` if it is there, whatever `Date`
    /// says, else `Date`, in the basic form or in RFC 1123's.
    static RequestMoment ofHeaders(SignedRequest request) {
        Optional<String> own = request.header("x-amz-date");
        Optional<RequestMoment> moment =
                own.isPresent() ? parse(own.get()) : request.header("Date").flatMap(RequestMoment::parseEither);
        return moment.orElseThrow(() -> new FaultException(
                StorageFault.ACCESS_DENIED, "AWS authentication requires a valid Date or x-amz-date header"));
    }

    /// The basic ISO 8601 form of Signature Version 4, and nothing else.
    static Optional<RequestMoment> parse(String text) {
        if (!hasShape(text)) {
            return Optional.empty();
        }
        try {
            LocalDateTime time = LocalDateTime.of(
                    number(text, 0, 4),
                    number(text, 4, 6),
                    number(text, 6, 8),
                    number(text, 9, 11),
                    number(text, 11, 13),
                    number(text, 13, 15));
            return Optional.of(new RequestMoment(time.toInstant(ZoneOffset.UTC), text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<RequestMoment> parseEither(String text) {
        return parse(text).or(() -> parseRfc1123(text));
    }

    private static Optional<RequestMoment> parseRfc1123(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return parse(BASIC.format(instant));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static boolean hasShape(String text) {
        if (text.length() != SHAPE.length()) {
            return false;
        }
        for (int i = 0; i < SHAPE.length(); i++) {
            char wanted = SHAPE.charAt(i);
            char found = text.charAt(i);
            if (wanted == '0' ? found < '0' || found > '9' : found != wanted) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
