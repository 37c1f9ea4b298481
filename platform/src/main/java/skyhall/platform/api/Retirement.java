package skyhall.platform.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/// An operation that will go: it works until the sunset, and every answer says so.
///
/// Our rule: at least 180 days lie between the two, and the operation goes only with its whole version of the API.
///
/// @param since when it was deprecated (RFC 9745)
/// @param sunset when it stops working at the earliest (RFC 8594)
/// @param successor the path of what to use in its place
public record Retirement(Instant since, Instant sunset, String successor) {
    private static final int NOTICE_DAYS = 180;

    public Retirement {
        if (since.plus(java.time.Duration.ofDays(NOTICE_DAYS)).isAfter(sunset)) {
            throw new IllegalArgumentException("less than " + NOTICE_DAYS + " days of notice");
        }
    }

    /// The headers `Deprecation`, `Sunset` and `Link`.
    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Deprecation", "@" + since.getEpochSecond());
        headers.put("Sunset", DateTimeFormatter.RFC_1123_DATE_TIME.format(sunset.atOffset(ZoneOffset.UTC)));
        headers.put("Link", "<" + successor + ">; rel=\"successor-version\"");
        return headers;
    }
}
