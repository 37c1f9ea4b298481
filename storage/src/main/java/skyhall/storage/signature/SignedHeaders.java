package skyhall.storage.signature;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;

/// Which headers a signature covers, and which it must.
final class SignedHeaders {
    /// Its value is the last line of the canonical request: signed whether or not it is listed.
    private static final String CONTENT_SHA = "x-amz-content-sha256";

    private SignedHeaders() {}

    /// The names in lower case, in the order given.
    static List<String> parse(String text) {
        return List.of(text.toLowerCase(Locale.ROOT).split(";", -1));
    }

    /// Refuses a request whose signature leaves out `host` or any `x-amz-` header that was sent: whoever holds
    /// the request could change them.
    static void requireCovered(SignedRequest request, List<String> signedHeaders) {
        Set<String> signed = new HashSet<>(signedHeaders);
        Set<String> left = new TreeSet<>();
        if (!signed.contains("host")) {
            left.add("host");
        }
        for (String name : request.headerNames()) {
            if (name.length() > 6 && name.regionMatches(true, 0, "x-amz-", 0, 6)) {
                String lower = name.toLowerCase(Locale.ROOT);
                if (!signed.contains(lower) && !lower.equals(CONTENT_SHA)) {
                    left.add(lower);
                }
            }
        }
        if (!left.isEmpty()) {
            throw new FaultException(
                    StorageFault.ACCESS_DENIED,
                    "There were headers present in the request which were not signed: " + String.join(", ", left));
        }
    }
}
