package skyhall.platform.webhook;

/// Keeps secrets unreadable at rest. Implemented over the installation's master key; joined by `server`.
public interface SecretBox {
    /// Begins the context of what stands in `platform.webhook.sealed_secret`; the row's id follows.
    String CURRENT = "webhook/";

    /// Begins the context of what stands in `platform.webhook.sealed_previous`; the row's id follows.
    String PREVIOUS = "webhook-previous/";

    /// @param context where the secret belongs; the same words are needed to open it
    byte[] seal(String context, byte[] secret);

    /// @throws RuntimeException when it was sealed under another context or changed
    byte[] open(String context, byte[] sealed);
}
