package skyhall.storage.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;

/// The chain of chunk signatures of one body: each is made over the one before it. For one thread.
final class ChunkChain {
    private final ChunkSigner signer;
    private final MessageDigest sha256 = Sha256.start();
    private String previousHex;

    ChunkChain(ChunkSigner signer) {
        this.signer = signer;
        this.previousHex = signer.seedHex();
    }

    /// Takes in bytes of the chunk at hand.
    void update(byte[] bytes, int offset, int length) {
        sha256.update(bytes, offset, length);
    }

    /// Ends the chunk at hand and checks the signature that stood before it.
    void endChunk(String givenHex) {
        byte[] right = signer.ofChunk(previousHex, HexFormat.of().formatHex(sha256.digest()));
        previousHex = require(right, givenHex, "of a chunk");
    }

    /// Checks the signature of the trailer.
    ///
    /// @param lines each trailer as `name:value` and a line feed
    void endTrailer(byte[] lines, String givenHex) {
        previousHex = require(signer.ofTrailer(previousHex, Sha256.hexOf(lines)), givenHex, "of the trailer");
    }

    private static String require(byte[] right, String givenHex, String of) {
        String rightHex = HexFormat.of().formatHex(right);
        if (!MessageDigest.isEqual(
                rightHex.getBytes(StandardCharsets.ISO_8859_1), givenHex.getBytes(StandardCharsets.ISO_8859_1))) {
            throw new FaultException(StorageFault.SIGNATURE_MISMATCH, "It is the signature " + of + " that is wrong.");
        }
        return rightHex;
    }
}
