package skyhall.storage.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;

/// Finds out who signed the policy of an upload form: Version 4, or Version 2 where the operator allows it.
/// Safe for many threads.
public final class PolicySignature<T> {
    private final String region;
    private final boolean versionTwoAllowed;
    private final KeySource<T> keys;
    private final SigningKeys signingKeys = new SigningKeys();

    public PolicySignature(String region, boolean versionTwoAllowed, KeySource<T> keys) {
        this.region = region;
        this.versionTwoAllowed = versionTwoAllowed;
        this.keys = keys;
    }

    /// Checks the signature over the field `policy`, as it was sent; what the policy says is not looked at.
    ///
    /// @param fields the value of a field by its name in lower case
    /// @param receivedAt when the form came; stands for the moment of signing where Version 2 names none
    /// @return anonymous when the form has neither policy nor any field of a signature
    /// @throws FaultException with S3's error for what is missing, unknown or wrong
    public Verification<T> verify(Function<String, Optional<String>> fields, Instant receivedAt) {
        boolean four = fields.apply("x-amz-signature").isPresent()
                || fields.apply("x-amz-credential").isPresent()
                || fields.apply("x-amz-algorithm").isPresent();
        boolean two = fields.apply("awsaccesskeyid").isPresent()
                || fields.apply("signature").isPresent();
        if (!four && !two && fields.apply("policy").isEmpty()) {
            return new Verification.Anonymous<>(new PayloadMode.Unsigned());
        }
        String policy = required(fields, "policy");
        if (four) {
            return versionFour(fields, policy);
        }
        if (!versionTwoAllowed) {
            throw AuthorizationHeader.unsupported();
        }
        return versionTwo(fields, policy, receivedAt);
    }

    private Verification<T> versionFour(Function<String, Optional<String>> fields, String policy) {
        if (!required(fields, "x-amz-algorithm").equals(AuthorizationHeader.ALGORITHM)) {
            throw AuthorizationHeader.unsupported();
        }
        Credential credential = Credential.parse(
                required(fields, "x-amz-credential"), region, StorageFault.AUTHORIZATION_QUERY_MALFORMED);
        String signatureHex = required(fields, "x-amz-signature");
        RequestMoment moment = RequestMoment.parse(required(fields, "x-amz-date"))
                .filter(m -> m.day().equals(credential.date()))
                .orElseThrow(() -> new FaultException(
                        StorageFault.AUTHORIZATION_QUERY_MALFORMED,
                        "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\", on the credential's"
                                + " day."));
        KeySource.Key<T> key = key(credential.accessKeyId());
        byte[] right = signingKeys.of(key.secret(), credential).sign(policy);
        requireEqual(HexFormat.of().formatHex(right), signatureHex);
        return signed(credential.accessKeyId(), key, moment.instant(), fields.apply("x-amz-security-token"));
    }

    private Verification<T> versionTwo(Function<String, Optional<String>> fields, String policy, Instant receivedAt) {
        String accessKeyId = required(fields, "awsaccesskeyid");
        String signature = required(fields, "signature");
        KeySource.Key<T> key = key(accessKeyId);
        requireEqual(hmacSha1(key.secret(), policy), signature);
        return signed(accessKeyId, key, receivedAt, fields.apply("x-amz-security-token"));
    }

    private KeySource.Key<T> key(String accessKeyId) {
        return keys.find(accessKeyId).orElseThrow(() -> new FaultException(StorageFault.INVALID_ACCESS_KEY, ""));
    }

    private Verification<T> signed(String keyId, KeySource.Key<T> key, Instant signedAt, Optional<String> token) {
        return new Verification.Signed<>(
                keyId,
                key.principal(),
                new PayloadMode.Unsigned(),
                Optional.empty(),
                Collections.unmodifiableSortedSet(new TreeSet<>()),
                false,
                signedAt,
                token);
    }

    private static void requireEqual(String right, String given) {
        if (!MessageDigest.isEqual(right.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8))) {
            throw new FaultException(StorageFault.SIGNATURE_MISMATCH, "It is the signature of the form's policy.");
        }
    }

    private static String hmacSha1(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA1, and no stored secret is empty", e);
        }
    }

    private static String required(Function<String, Optional<String>> fields, String name) {
        return fields.apply(name)
                .orElseThrow(() -> new FaultException(
                        StorageFault.INVALID_ARGUMENT,
                        "Bucket POST must contain a field named '" + name
                                + "'. If it is specified, please check the order of the fields."));
    }
}
