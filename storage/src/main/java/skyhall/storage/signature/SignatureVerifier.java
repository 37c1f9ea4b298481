package skyhall.storage.signature;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;

/// Finds out who signed a request. Safe for many threads.
public final class SignatureVerifier<T> {
    private final String region;
    private final Duration allowedSkew;
    private final KeySource<T> keys;
    private final SigningKeys signingKeys = new SigningKeys();

    /// @param region this installation's region, which every signature must name
    /// @param allowedSkew how far the client's clock may be off; S3 allows 15 minutes
    public SignatureVerifier(String region, Duration allowedSkew, KeySource<T> keys) {
        this.region = region;
        this.allowedSkew = allowedSkew;
        this.keys = keys;
    }

    /// Checks the signature of everything but the body.
    ///
    /// @throws FaultException with the error that S3 answers for what is malformed, expired, unknown or wrong;
    ///     a wrong signature as [SignatureMismatch]
    public Verification<T> verify(SignedRequest request) {
        RawQuery query = RawQuery.of(PercentCode.bytesOf(request.rawQuery()));
        boolean inHeader = !request.headers("Authorization").isEmpty();
        boolean inQuery = query.has(PresignedQuery.ALGORITHM) || query.has(PresignedQuery.SIGNATURE);
        boolean versionTwo = query.has("AWSAccessKeyId") || query.has("Signature");
        if ((inHeader ? 1 : 0) + (inQuery ? 1 : 0) + (versionTwo ? 1 : 0) > 1) {
            throw new FaultException(
                    StorageFault.INVALID_ARGUMENT,
                    "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string"
                            + " parameter or the Authorization header should be specified");
        }
        if (versionTwo) {
            throw AuthorizationHeader.unsupported();
        }
        if (inHeader) {
            Claim claim = AuthorizationHeader.read(request, region);
            refuseSkewed(claim.moment().instant(), request.receivedAt());
            return check(request, query, claim);
        }
        if (inQuery) {
            return check(request, query, PresignedQuery.read(request, query, region, allowedSkew));
        }
        return new Verification.Anonymous<>(ContentSha256.anonymous(request));
    }

    private void refuseSkewed(Instant signedAt, Instant now) {
        if (Duration.between(signedAt, now).abs().compareTo(allowedSkew) > 0) {
            throw new FaultException(
                    StorageFault.REQUEST_TIME_SKEWED, "The request says " + signedAt + "; it is " + now + " here.");
        }
    }

    private Verification<T> check(SignedRequest request, RawQuery query, Claim claim) {
        SignedHeaders.requireCovered(request, claim.signedHeaders());
        KeySource.Key<T> key = keys.find(claim.credential().accessKeyId())
                .orElseThrow(() -> new FaultException(StorageFault.INVALID_ACCESS_KEY, ""));
        HmacKey signingKey = signingKeys.of(key.secret(), claim.credential());
        requireSignature(new CanonicalRequest(request, query, claim.signedHeaders()), claim, signingKey);
        return signed(claim, key, signingKey);
    }

    private static void requireSignature(CanonicalRequest canonical, Claim claim, HmacKey key) {
        byte[] given = decoded(claim.signatureHex());
        String usual = canonical.usual(claim.payload().wireText());
        if (matches(usual, claim, key, given)) {
            return;
        }
        for (String payloadHash : payloadHashes(claim)) {
            for (String form : canonical.all(payloadHash)) {
                if (matches(form, claim, key, given)) {
                    return;
                }
            }
        }
        throw new SignatureMismatch(
                usual, stringToSign(claim, CanonicalRequest.bytes(usual).getFirst()));
    }

    private static List<String> payloadHashes(Claim claim) {
        String own = claim.payload().wireText();
        return claim.unsignedAllowed() && !(claim.payload() instanceof PayloadMode.SignedChunks)
                ? List.of(own, PayloadMode.UNSIGNED_PAYLOAD)
                : List.of(own);
    }

    private static boolean matches(String form, Claim claim, HmacKey key, byte[] given) {
        for (byte[] bytes : CanonicalRequest.bytes(form)) {
            if (MessageDigest.isEqual(key.sign(stringToSign(claim, bytes)), given)) {
                return true;
            }
        }
        return false;
    }

    private static String stringToSign(Claim claim, byte[] canonicalRequest) {
        return AuthorizationHeader.ALGORITHM + "\n" + claim.moment().text() + "\n"
                + claim.credential().scope() + "\n" + Sha256.hexOf(canonicalRequest);
    }

    /// A signature that is no hex is wrong like any other wrong one; no bytes never equal the right ones.
    private static byte[] decoded(String hex) {
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    private Verification<T> signed(Claim claim, KeySource.Key<T> key, HmacKey signingKey) {
        Optional<ChunkSigner> chunks = claim.payload() instanceof PayloadMode.SignedChunks
                ? Optional.of(new ChunkSigner(signingKey, claim))
                : Optional.empty();
        return new Verification.Signed<>(
                claim.credential().accessKeyId(),
                key.principal(),
                claim.payload(),
                chunks,
                Collections.unmodifiableSortedSet(new TreeSet<>(claim.signedHeaders())),
                claim.presigned(),
                claim.moment().instant(),
                claim.securityToken());
    }
}
