package skyhall.storage.wire;

import java.util.List;
import java.util.Locale;
import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;

/// What a request addresses: nothing (the service), a bucket, or a key in a bucket. Decoded exactly
/// once, from the raw
/// path; dots, double slashes and encoded slashes are part of the key.
///
/// @param bucket empty when the service itself is meant; not yet checked to be a valid name
/// @param key empty when no key is meant
public record Address(String bucket, String key) {
    /// @param rawPath the path as it stands on the request line, without the query
    /// @param host the Host header without its port
    /// @param domains names under which `bucket.domain` addresses a bucket
    public static Address of(String rawPath, String host, List<String> domains) {
        String lowerHost = host.toLowerCase(Locale.ROOT);
        for (String domain : domains) {
            if (lowerHost.endsWith("." + domain)) {
                String bucket = lowerHost.substring(0, lowerHost.length() - domain.length() - 1);
                return new Address(bucket, decode(rawPath.startsWith("/") ? rawPath.substring(1) : rawPath));
            }
        }
        return ofPath(rawPath);
    }

    private static Address ofPath(String rawPath) {
        String path = rawPath.startsWith("/") ? rawPath.substring(1) : rawPath;
        int slash = path.indexOf('/');
        return slash < 0
                ? new Address(decode(path), "")
                : new Address(decode(path.substring(0, slash)), decode(path.substring(slash + 1)));
    }

    public Scope scope() {
        return bucket.isEmpty() ? Scope.SERVICE : key.isEmpty() ? Scope.BUCKET : Scope.OBJECT;
    }

    private static String decode(String raw) {
        return PercentText.decode(raw, false)
                .orElseThrow(
                        () -> new FaultException(StorageFault.INVALID_URI, "The path cannot be decoded as UTF-8."));
    }

    /// The three levels at which S3 has operations.
    public enum Scope {
        SERVICE,
        BUCKET,
        OBJECT
    }
}
