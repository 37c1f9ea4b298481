package skyhall.platform.webhook;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/// Makes, seals and opens the secrets of webhooks.
final class WebhookSecrets {
    private static final int BYTES = 32;

    private final SecretBox box;
    private final SecureRandom random;

    WebhookSecrets(SecretBox box, SecureRandom random) {
        this.box = box;
        this.random = random;
    }

    String make() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return "whsec_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    byte[] seal(long webhook, String secret) {
        return box.seal(context(webhook), secret.getBytes(StandardCharsets.UTF_8));
    }

    String open(long webhook, byte[] sealed) {
        return new String(box.open(context(webhook), sealed), StandardCharsets.UTF_8);
    }

    byte[] sealPrevious(long webhook, String secret) {
        return box.seal(previousContext(webhook), secret.getBytes(StandardCharsets.UTF_8));
    }

    String openPrevious(long webhook, byte[] sealed) {
        return new String(box.open(previousContext(webhook), sealed), StandardCharsets.UTF_8);
    }

    private static String context(long webhook) {
        return SecretBox.CURRENT + webhook;
    }

    private static String previousContext(long webhook) {
        return SecretBox.PREVIOUS + webhook;
    }
}
