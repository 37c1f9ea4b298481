package skyhall.platform.api;

import java.util.Optional;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;

/// Which part of a list is asked for: at most `limit` items after the cursor.
public record PageRequest(Optional<Cursor> after, int limit) {
    public static final int DEFAULT_LIMIT = 100;
    public static final int MAX_LIMIT = 1000;

    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit " + limit);
        }
    }

    /// From the query parameters `cursor` and `limit`, each of which may be absent.
    ///
    /// @throws FaultException when one of them is not valid
    public static PageRequest parse(Optional<String> cursor, Optional<String> limit) {
        return new PageRequest(
                cursor.map(Cursor::parse), limit.map(PageRequest::limit).orElse(DEFAULT_LIMIT));
    }

    private static int limit(String text) {
        if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MAX_LIMIT) {
            throw new FaultException(PlatformFault.LIMIT_MALFORMED, "");
        }
        return Integer.parseInt(text);
    }
}
