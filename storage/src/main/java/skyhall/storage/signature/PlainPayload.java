package skyhall.storage.signature;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import skyhall.platform.fault.FaultException;
import skyhall.storage.checksum.Checksum;
import skyhall.storage.fault.StorageFault;

/// A body without framing; with a hash to check at its end, or without.
final class PlainPayload extends PayloadReader {
    private final InputStream body;
    private final OptionalLong lengthBytes;
    private final @Nullable String sha256Hex;
    private final MessageDigest sha256 = Sha256.start();
    private long arrivedBytes;
    private boolean ended;

    PlainPayload(InputStream body, OptionalLong lengthBytes, @Nullable String sha256Hex) {
        this.body = body;
        this.lengthBytes = lengthBytes;
        this.sha256Hex = sha256Hex;
    }

    @Override
    int take(byte[] bytes, int offset, int length) throws IOException {
        if (ended) {
            return -1;
        }
        int count = body.read(bytes, offset, length);
        if (count < 0) {
            requireWhole();
            ended = true;
        } else {
            arrivedBytes += count;
            if (sha256Hex != null) {
                sha256.update(bytes, offset, count);
            }
        }
        return count;
    }

    private void requireWhole() {
        if (lengthBytes.isPresent() && arrivedBytes < lengthBytes.getAsLong()) {
            throw new FaultException(
                    StorageFault.INCOMPLETE_BODY, arrivedBytes + " of " + lengthBytes.getAsLong() + " bytes arrived.");
        }
        if (sha256Hex != null && !HexFormat.of().formatHex(sha256.digest()).equals(sha256Hex)) {
            throw new FaultException(StorageFault.CONTENT_SHA_MISMATCH, "");
        }
    }

    @Override
    public Optional<Checksum> trailingChecksum() {
        if (!ended) {
            throw new IllegalStateException("the body has not ended");
        }
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
