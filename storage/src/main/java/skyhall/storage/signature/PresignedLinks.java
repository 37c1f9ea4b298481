package skyhall.storage.signature;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import skyhall.platform.secret.Secret;

/// Writes links that carry their own signature: whoever holds one may do that one thing until it expires.
///
/// Links are in path style, sign the `Host` header alone and leave the body unsigned. A key with the segments `.` or
/// `..` gives a link that many clients shorten before they send it; curl needs `--path-as-is` for it.
/// Source: S3 API Reference, "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)".
public final class PresignedLinks {
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final URI endpoint;
    private final String region;
    private final String accessKeyId;
    private final Secret secret;
    private final SigningKeys keys = new SigningKeys();

    /// @param endpoint scheme, host and port, without a path, as clients will reach it
    public PresignedLinks(URI endpoint, String region, String accessKeyId, Secret secret) {
        this.endpoint = endpoint;
        this.region = region;
        this.accessKeyId = accessKeyId;
        this.secret = secret;
    }

    /// A link to an object.
    ///
    /// @param method `GET`, `PUT`, `HEAD` or `DELETE`
    /// @param lifetime at most seven days, in whole seconds
    public URI object(String method, String bucket, String key, Instant signedAt, Duration lifetime) {
        return link(method, "/" + bucket + "/" + key, Map.of(), signedAt, lifetime);
    }

    /// A link to a bucket, such as for listing it.
    ///
    /// @param query parameters, not encoded
    public URI bucket(String method, String bucket, Map<String, String> query, Instant signedAt, Duration lifetime) {
        return link(method, "/" + bucket, query, signedAt, lifetime);
    }

    /// @param path with its leading slash, not encoded
    URI link(String method, String path, Map<String, String> query, Instant signedAt, Duration lifetime) {
        String moment = BASIC.format(signedAt);
        Credential credential = new Credential(accessKeyId, moment.substring(0, 8), region);
        SortedMap<String, String> parameters = new TreeMap<>();
        query.forEach((name, value) -> parameters.put(encoded(name, false), encoded(value, false)));
        parameters.put(PresignedQuery.ALGORITHM, AuthorizationHeader.ALGORITHM);
        parameters.put("X-Amz-Credential", encoded(accessKeyId + "/" + credential.scope(), false));
        parameters.put("X-Amz-Date", moment);
        parameters.put("X-Amz-Expires", Long.toString(lifetime.toSeconds()));
        parameters.put("X-Amz-SignedHeaders", "host");
        String rawPath = encoded(path, true);
        String rawQuery = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&"));
        String canonical = method + "\n" + rawPath + "\n" + rawQuery + "\nhost:" + endpoint.getRawAuthority()
                + "\n\nhost\nUNSIGNED-PAYLOAD";
        String signature = sign(credential, moment, canonical);
        return URI.create(endpoint.getScheme() + "://" + endpoint.getRawAuthority() + rawPath + "?" + rawQuery + "&"
                + PresignedQuery.SIGNATURE + "=" + signature);
    }

    private String sign(Credential credential, String moment, String canonical) {
        String toSign = AuthorizationHeader.ALGORITHM + "\n" + moment + "\n" + credential.scope() + "\n"
                + Sha256.hexOf(canonical.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(keys.of(secret.reveal(), credential).sign(toSign));
    }

    private static String encoded(String text, boolean keepSlash) {
        String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return PercentCode.encode(bytes, keepSlash);
    }
}
