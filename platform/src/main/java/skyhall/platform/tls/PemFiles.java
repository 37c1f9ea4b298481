package skyhall.platform.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;

/// Reads certificates and private keys from PEM text (RFC 7468).
///
/// Keys may be PKCS#8 (`PRIVATE KEY`), PKCS#1 (`RSA PRIVATE KEY`, RFC 8017) or SEC1 (`EC PRIVATE KEY`, RFC 5915);
/// the latter two are wrapped into PKCS#8 before the JDK reads them. The JDK's own PEM reader is a preview in
/// version 25, and a preview would bind us to that one version.
final class PemFiles {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    /// Source: RFC 8410, section 3.
    private static final ASN1ObjectIdentifier ED25519 = new ASN1ObjectIdentifier("1.3.101.112");

    private PemFiles() {}

    /// The certificate of the server first, then those of its issuers, as they stand in the file.
    static List<X509Certificate> chain(Path file) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<X509Certificate> chain = new ArrayList<>();
            for (Block block : blocks(file)) {
                if (block.label().equals("CERTIFICATE")) {
                    Certificate one = factory.generateCertificate(new ByteArrayInputStream(block.bytes()));
                    chain.add((X509Certificate) one);
                }
            }
            if (chain.isEmpty()) {
                throw unusable(file, "it holds no CERTIFICATE block", null);
            }
            return List.copyOf(chain);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw unusable(file, "a certificate in it cannot be read", e);
        }
    }

    /// The first private key in the file.
    static PrivateKey key(Path file) {
        for (Block block : blocks(file)) {
            if (block.label().equals("ENCRYPTED PRIVATE KEY")) {
                throw unusable(file, "its key is encrypted", null);
            }
            if (block.label().endsWith("PRIVATE KEY")) {
                return key(file, block);
            }
        }
        throw unusable(file, "it holds no PRIVATE KEY block", null);
    }

    private static PrivateKey key(Path file, Block block) {
        try {
            PrivateKeyInfo info =
                    switch (block.label()) {
                        case "RSA PRIVATE KEY" -> wrapped(RSAPrivateKey.getInstance(block.bytes()));
                        case "EC PRIVATE KEY" -> wrapped(ECPrivateKey.getInstance(block.bytes()));
                        default -> PrivateKeyInfo.getInstance(block.bytes());
                    };
            String algorithm = algorithm(info.getPrivateKeyAlgorithm().getAlgorithm());
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
        } catch (GeneralSecurityException | IOException | IllegalArgumentException | IllegalStateException e) {
            throw unusable(file, "its key cannot be read", e);
        }
    }

    private static PrivateKeyInfo wrapped(RSAPrivateKey key) throws IOException {
        return new PrivateKeyInfo(new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE), key);
    }

    private static PrivateKeyInfo wrapped(ECPrivateKey key) throws IOException {
        return new PrivateKeyInfo(
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject()), key);
    }

    private static String algorithm(ASN1ObjectIdentifier oid) throws GeneralSecurityException {
        if (oid.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return "RSA";
        }
        if (oid.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            return "EC";
        }
        if (oid.equals(ED25519)) {
            return "Ed25519";
        }
        throw new GeneralSecurityException("a key of the kind " + oid.getId());
    }

    private static List<Block> blocks(Path file) {
        try {
            List<Block> blocks = new ArrayList<>();
            Matcher matcher = BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            while (matcher.find()) {
                blocks.add(new Block(matcher.group(1), matcher.group(2)));
            }
            return blocks;
        } catch (IOException e) {
            throw unusable(file, "it cannot be read", e);
        }
    }

    private static FaultException unusable(Path file, String why, @org.jspecify.annotations.Nullable Exception cause) {
        String detail = "The file " + file + ": " + why + ".";
        return cause == null
                ? new FaultException(PlatformFault.TLS_FILES_UNUSABLE, detail)
                : new FaultException(PlatformFault.TLS_FILES_UNUSABLE, detail, cause);
    }

    private record Block(String label, String base64) {
        byte[] bytes() {
            return Base64.getMimeDecoder().decode(base64);
        }
    }
}
