package skyhall.storage.object;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;

/// What a client wants to be told again on reading: the content type, other system headers and its own
/// metadata.
///
/// Values are kept as they came over the wire, byte for byte (as Latin-1 text).
///
/// @param contentType empty when none was given
/// @param system lower-case names out of [#SYSTEM]
/// @param user lower-case names without `x-amz-meta-`; at most 2 KiB in all
public record ObjectHeaders(String contentType, Map<String, String> system, Map<String, String> user) {
    public static final Set<String> SYSTEM = Set.of(
            "cache-control",
            "content-disposition",
            "content-encoding",
            "content-language",
            "expires",
            "x-amz-website-redirect-location");
    public static final ObjectHeaders NONE = new ObjectHeaders("", Map.of(), Map.of());
    private static final int MAX_USER_BYTES = 2048;

    public ObjectHeaders {
        system = Map.copyOf(system);
        user = java.util.Collections.unmodifiableMap(new TreeMap<>(user));
    }

    /// @throws FaultException `MetadataTooLarge` when the user's part exceeds 2 KiB
    public ObjectHeaders checked() {
        int bytes = user.entrySet().stream()
                .mapToInt(e -> e.getKey().length() + e.getValue().length())
                .sum();
        if (bytes > MAX_USER_BYTES) {
            throw new FaultException(StorageFault.METADATA_TOO_LARGE, "There are " + bytes + " bytes.");
        }
        return this;
    }

    /// These headers with `aws-chunked` taken out of the content encoding: that was the wire's, not the
    /// object's.
    public ObjectHeaders withoutWireEncoding() {
        String encoding = system.get("content-encoding");
        if (encoding == null || !encoding.toLowerCase(Locale.ROOT).contains("aws-chunked")) {
            return this;
        }
        String kept = java.util.Arrays.stream(encoding.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.equalsIgnoreCase("aws-chunked") && !word.isEmpty())
                .collect(java.util.stream.Collectors.joining(","));
        Map<String, String> changed = new TreeMap<>(system);
        if (kept.isEmpty()) {
            changed.remove("content-encoding");
        } else {
            changed.put("content-encoding", kept);
        }
        return new ObjectHeaders(contentType, changed, user);
    }
}
