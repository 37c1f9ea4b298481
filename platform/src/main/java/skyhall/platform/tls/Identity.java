package skyhall.platform.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;

/// A certificate chain and the key that belongs to its first certificate.
record Identity(List<X509Certificate> chain, PrivateKey key) {
    private static final byte[] PROBE =
            "does the key belong to the certificate?".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    /// Reads both files and checks that they belong together.
    ///
    /// @throws FaultException when a file cannot be read, or the key is another certificate's
    static Identity read(Path certificateFile, Path keyFile) {
        Identity read = new Identity(PemFiles.chain(certificateFile), PemFiles.key(keyFile));
        if (!read.keyBelongsToCertificate()) {
            throw new FaultException(
                    PlatformFault.TLS_FILES_UNUSABLE,
                    "The key in " + keyFile + " does not belong to the certificate in " + certificateFile + ".");
        }
        return read;
    }

    Instant expiresAt() {
        return chain.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private boolean keyBelongsToCertificate() {
        try {
            Signature signature = Signature.getInstance(signing());
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(chain.getFirst().getPublicKey());
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false; // a key of another kind than the certificate's cannot even begin
        }
    }

    private String signing() {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "Ed25519";
        };
    }

    @Override
    public String toString() {
        return "Identity[" + chain.getFirst().getSubjectX500Principal() + "]";
    }
}
