package skyhall.server.proof;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A small S3 client of our own: every request is signed with Signature Version 4 over an unsigned
/// payload, nothing is
/// retried, and nothing is hidden. Keys and query words must need no percent-encoding.
///
/// Source: Amazon S3 API Reference, "Signature Calculations for the Authorization Header".
final class SignedClient {
    static final String KEY = "main";
    static final String SECRET = "mainsecret0123456789";
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String REGION = "us-east-1";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String authority;

    SignedClient(int port) {
        this.authority = "127.0.0.1:" + port;
    }

    /// What came back, whole.
    record Answer(int status, byte[] body, HttpResponse<?> raw) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }

        /// The content of the first element of that name, or nothing.
        String element(String name) {
            String[] parts = text().split("</?" + name + ">", -1);
            return parts.length < 3 ? "" : parts[1];
        }
    }

    Answer get(String target) throws IOException {
        return send("GET", target, new byte[0]);
    }

    Answer put(String target, byte[] body) throws IOException {
        return send("PUT", target, body);
    }

    /// @param target path and, after `?`, query words sorted by name, each with its `=`
    Answer send(String method, String target, byte[] body) throws IOException {
        HttpRequest.BodyPublisher publisher = body.length == 0 && method.equals("GET")
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(body);
        return send(request(method, target, publisher)
                .timeout(Duration.ofSeconds(60))
                .build());
    }

    /// A body that is not held in memory.
    Answer send(String method, String target, InputStream body, long length) throws IOException {
        HttpRequest.BodyPublisher publisher =
                HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofInputStream(() -> body), length);
        return send(request(method, target, publisher).build());
    }

    /// The answer's body as it arrives.
    HttpResponse<InputStream> open(String target) throws IOException {
        HttpRequest request =
                request("GET", target, HttpRequest.BodyPublishers.noBody()).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private Answer send(HttpRequest request) throws IOException {
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IOException("interrupted", e);
    }

    private HttpRequest.Builder request(String method, String target, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create("http://" + authority + target))
                .method(method, body);
        headers(method, target).forEach((name, value) -> {
            if (!name.equals("host")) {
                builder.header(name, value);
            }
        });
        return builder;
    }

    /// All headers that a signed request needs, the host included; for raw sockets too.
    Map<String, String> headers(String method, String target) {
        String moment = MOMENT.format(Instant.now());
        TreeMap<String, String> headers = new TreeMap<>();
        headers.put("host", authority);
        headers.put("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
        headers.put("x-amz-date", moment);
        String names = String.join(";", headers.keySet());
        String scope = moment.substring(0, 8) + "/" + REGION + "/s3/aws4_request";
        String signature = hex(sign(
                moment,
                "AWS4-HMAC-SHA256\n" + moment + "\n" + scope + "\n"
                        + hex(sha256(canonical(method, target, headers, names)))));
        headers.put(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=" + KEY + "/" + scope + ", SignedHeaders=" + names + ", Signature="
                        + signature);
        return headers;
    }

    private static String canonical(String method, String target, Map<String, String> headers, String names) {
        int mark = target.indexOf('?');
        StringBuilder text = new StringBuilder(method + "\n" + (mark < 0 ? target : target.substring(0, mark)) + "\n"
                + (mark < 0 ? "" : target.substring(mark + 1)) + "\n");
        headers.forEach(
                (name, value) -> text.append(name).append(':').append(value).append('\n'));
        return text + "\n" + names + "\nUNSIGNED-PAYLOAD";
    }

    private static byte[] sign(String moment, String text) {
        byte[] key = hmac(("AWS4" + SECRET).getBytes(StandardCharsets.UTF_8), moment.substring(0, 8));
        return hmac(hmac(hmac(hmac(key, REGION), "s3"), "aws4_request"), text);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
