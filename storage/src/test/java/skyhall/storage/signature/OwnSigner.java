package skyhall.storage.signature;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Signs with our own code what the SDK would not send.
final class OwnSigner {
    private OwnSigner() {}

    /// The value of the `Authorization` header for a claim whose signature is still to be made.
    static String authorization(TestRequest request, Claim claim, String secret) {
        String canonical = new CanonicalRequest(request, RawQuery.of(request.rawQuery()), claim.signedHeaders())
                .usual(claim.payload().wireText());
        return authorization(claim, secret, canonical.getBytes(StandardCharsets.ISO_8859_1));
    }

    static String authorization(Claim claim, String secret, byte[] canonical) {
        String stringToSign = "AWS4-HMAC-SHA256\n" + claim.moment().text() + "\n"
                + claim.credential().scope() + "\n" + Sha256.hexOf(canonical);
        byte[] signature = new SigningKeys().of(secret, claim.credential()).sign(stringToSign);
        return "AWS4-HMAC-SHA256 Credential=" + claim.credential().accessKeyId() + "/"
                + claim.credential().scope() + ", SignedHeaders=" + String.join(";", claim.signedHeaders())
                + ", Signature=" + HexFormat.of().formatHex(signature);
    }
}
