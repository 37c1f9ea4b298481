package skyhall.server.part;

import java.nio.charset.StandardCharsets;
import skyhall.platform.secret.SealedColumn;
import skyhall.platform.secret.Secret;
import skyhall.platform.secret.Secrets;
import skyhall.platform.webhook.SecretBox;

/// Webhook secrets under the installation's master key, known to its rotation.
final class SealedWebhookSecrets implements SecretBox {
    private static final SealedColumn SECRET = new SealedColumn("platform.webhook", "sealed_secret", "id", "bigint");
    private static final SealedColumn BEFORE = new SealedColumn("platform.webhook", "sealed_previous", "id", "bigint");

    private final Secrets secrets;

    SealedWebhookSecrets(Secrets secrets) {
        this.secrets = secrets;
        secrets.register(SECRET);
        secrets.register(BEFORE);
    }

    @Override
    public byte[] seal(String context, byte[] secret) {
        return secrets.seal(Secret.of(new String(secret, StandardCharsets.UTF_8)), column(context), row(context));
    }

    @Override
    public byte[] open(String context, byte[] sealed) {
        return secrets.open(sealed, column(context), row(context)).reveal().getBytes(StandardCharsets.UTF_8);
    }

    private static SealedColumn column(String context) {
        return context.startsWith(PREVIOUS) ? BEFORE : SECRET;
    }

    private static String row(String context) {
        return context.substring(context.indexOf('/') + 1);
    }
}
