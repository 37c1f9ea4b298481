package skyhall.platform.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The `Skyhall-Signature` header: `t=<unix seconds>,v1=<hex>`, with a second `v1` while two secrets are valid.
///
/// `v1` is HMAC-SHA256, keyed with the secret's text as shown at its making (UTF-8), over `<unix seconds>.<body>`. A
/// receiver computes it over the bytes it got, accepts any `v1` that fits, and refuses a time that is minutes away.
final class WebhookSignature {
    private WebhookSignature() {}

    static String header(Instant now, List<String> secrets, byte[] body) {
        StringBuilder header = new StringBuilder("t=").append(now.getEpochSecond());
        for (String secret : secrets) {
            header.append(",v1=").append(HexFormat.of().formatHex(mac(secret, now.getEpochSecond(), body)));
        }
        return header.toString();
    }

    /// What a receiver does; for receivers written in Java and for tests.
    ///
    /// @param tolerance how far the header's time may be from `now`
    public static boolean isValid(String header, String secret, byte[] body, Instant now, Duration tolerance) {
        String[] parts = header.split(",");
        if (parts.length < 2 || !parts[0].matches("t=\\d{1,15}")) {
            return false;
        }
        long time = Long.parseLong(parts[0].substring(2));
        if (Duration.between(Instant.ofEpochSecond(time), now).abs().compareTo(tolerance) > 0) {
            return false;
        }
        byte[] expected =
                ("v1=" + HexFormat.of().formatHex(mac(secret, time, body))).getBytes(StandardCharsets.US_ASCII);
        boolean valid = false;
        for (int i = 1; i < parts.length; i++) {
            valid |= MessageDigest.isEqual(expected, parts[i].getBytes(StandardCharsets.US_ASCII));
        }
        return valid;
    }

    private static byte[] mac(String secret, long time, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((time + ".").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
