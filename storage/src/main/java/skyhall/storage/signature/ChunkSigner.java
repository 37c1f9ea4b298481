package skyhall.storage.signature;

import java.nio.charset.StandardCharsets;

/// What chunk signatures of one request are made with: signing key, moment, scope, and the request's own
/// signature as the seed of their chain. Source: S3 API Reference, "Signature Calculations for the
/// Authorization Header: Transferring Payload in Multiple Chunks".
final class ChunkSigner {
    private final HmacKey key;
    private final String scopeLines;
    private final String seedHex;

    ChunkSigner(HmacKey key, Claim claim) {
        this.key = key;
        this.scopeLines = claim.moment().text() + "\n" + claim.credential().scope() + "\n";
        this.seedHex = claim.signatureHex();
    }

    String seedHex() {
        return seedHex;
    }

    /// The signature of a chunk, given that of the one before it and the hash of its bytes.
    byte[] ofChunk(String previousHex, String chunkSha256Hex) {
        return sign("AWS4-HMAC-SHA256-PAYLOAD\n" + scopeLines + previousHex + "\n" + Sha256.OF_NOTHING + "\n"
                + chunkSha256Hex);
    }

    /// The signature of the trailer, given that of the final chunk and the hash of the trailer's lines.
    byte[] ofTrailer(String previousHex, String trailerSha256Hex) {
        return sign("AWS4-HMAC-SHA256-TRAILER\n" + scopeLines + previousHex + "\n" + trailerSha256Hex);
    }

    private byte[] sign(String text) {
        return key.sign(text.getBytes(StandardCharsets.UTF_8));
    }
}
