package skyhall.platform.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Answers every handshake with the identity in force. The alias carries the identity's serial number, so that a
/// handshake that began before a swap does not pair the old chain with the new key.
final class CertificateChooser extends X509ExtendedKeyManager {
    private final Supplier<Identity> current;
    private volatile Held held;

    CertificateChooser(Supplier<Identity> current) {
        this.current = current;
        this.held = new Held("1", current.get(), null);
    }

    /// Takes the identity that the supplier gives now; the one before stays known to handshakes under way.
    synchronized void swap() {
        Held before = held;
        held = new Held(
                Long.toString(Long.parseLong(before.alias) + 1),
                current.get(),
                new Held(before.alias, before.identity, null));
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        return suits(keyType) ? held.alias : null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, Socket socket) {
        return suits(keyType) ? held.alias : null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        Identity identity = held.find(alias);
        return identity == null ? null : identity.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        Identity identity = held.find(alias);
        return identity == null ? null : identity.key();
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return suits(keyType) ? new String[] {held.alias} : null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null; // a server's identity is not shown as a client's
    }

    @Override
    public @Nullable String chooseClientAlias(String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }

    /// TLS 1.3 asks by the key's algorithm (`EdDSA` for Ed25519), TLS 1.2 also by names such as `EC_EC`.
    private boolean suits(String keyType) {
        String algorithm = held.identity.key().getAlgorithm();
        return keyType.equals(algorithm) || keyType.startsWith(algorithm + "_");
    }

    private record Held(
            String alias, Identity identity, @Nullable Held before) {
        @Nullable
        Identity find(String wanted) {
            if (alias.equals(wanted)) {
                return identity;
            }
            return before == null ? null : before.find(wanted);
        }
    }
}
