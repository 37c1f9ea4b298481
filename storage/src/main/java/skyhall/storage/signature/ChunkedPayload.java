package skyhall.storage.signature;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skyhall.platform.fault.FaultException;
import skyhall.storage.checksum.Checksum;
import skyhall.storage.fault.StorageFault;

/// A body framed as `aws-chunked`: chunks of `<hex length>[;extension]* CR LF <bytes> CR LF`, a final one of
/// length 0, and perhaps a trailer. No chunk is held in memory, so chunks may be of any length up to what was
/// announced for the whole.
final class ChunkedPayload extends PayloadReader {
    private static final String SIGNATURE_EXTENSION = "chunk-signature=";

    private final LineInput input;
    private final long lengthBytes;
    private final @Nullable ChunkChain chain;
    private final @Nullable Trailer trailer;
    private String chunkSignatureHex = "";
    private long begunBytes;
    private long leftInChunkBytes;
    private boolean ended;

    /// @param lengthBytes announced length of the object
    /// @param chain checks chunk signatures; absent where there are none
    /// @param trailer reads the trailer; absent where there is none
    ChunkedPayload(InputStream body, long lengthBytes, @Nullable ChunkChain chain, @Nullable Trailer trailer) {
        this.input = new LineInput(body);
        this.lengthBytes = lengthBytes;
        this.chain = chain;
        this.trailer = trailer;
    }

    @Override
    int take(byte[] bytes, int offset, int length) throws IOException {
        if (leftInChunkBytes == 0 && !ended) {
            beginChunk();
        }
        if (ended) {
            return -1;
        }
        int count = input.block(bytes, offset, (int) Math.min(length, leftInChunkBytes));
        leftInChunkBytes -= count;
        if (chain != null) {
            chain.update(bytes, offset, count);
        }
        if (leftInChunkBytes == 0) {
            endChunk();
        }
        return count;
    }

    private void beginChunk() throws IOException {
        String line = input.line();
        int semicolon = line.indexOf(';');
        String hex = (semicolon < 0 ? line : line.substring(0, semicolon)).strip();
        if (!hex.matches("[0-9a-fA-F]{1,15}")) {
            throw malformed("A chunk does not begin with its length in hex.");
        }
        chunkSignatureHex = chain == null ? "" : signature(semicolon < 0 ? "" : line.substring(semicolon + 1));
        leftInChunkBytes = Long.parseLong(hex, 16);
        begunBytes += leftInChunkBytes;
        if (begunBytes > lengthBytes) {
            throw malformed("More bytes come than x-amz-decoded-content-length announced.");
        }
        if (leftInChunkBytes == 0) {
            endBody();
        }
    }

    private static String signature(String extensions) {
        for (String extension : extensions.split(";", -1)) {
            if (extension.strip().startsWith(SIGNATURE_EXTENSION)) {
                return extension.strip().substring(SIGNATURE_EXTENSION.length());
            }
        }
        throw malformed("A chunk has no chunk-signature.");
    }

    private void endChunk() throws IOException {
        int first = input.next();
        int second = input.next();
        if (first < 0 || second < 0) {
            throw LineInput.endedEarly();
        }
        if (first != '\r' || second != '\n') {
            throw malformed("A chunk does not end in CR LF after its announced length.");
        }
        if (chain != null) {
            chain.endChunk(chunkSignatureHex);
        }
    }

    private void endBody() throws IOException {
        if (chain != null) {
            chain.endChunk(chunkSignatureHex);
        }
        if (begunBytes < lengthBytes) {
            throw new FaultException(
                    StorageFault.INCOMPLETE_BODY, begunBytes + " of " + lengthBytes + " bytes arrived.");
        }
        if (trailer != null) {
            trailer.read(input, chain);
        }
        requireNothingMore();
        ended = true;
    }

    /// An empty line may follow, and after it the body must end.
    private void requireNothingMore() throws IOException {
        String line = input.lineOrEnd();
        if (line != null && (!line.isEmpty() || input.next() >= 0)) {
            throw malformed("Something follows the final chunk.");
        }
    }

    @Override
    public Optional<Checksum> trailingChecksum() {
        if (!ended) {
            throw new IllegalStateException("the body has not ended");
        }
        return trailer == null ? Optional.empty() : trailer.checksum();
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    private static FaultException malformed(String detail) {
        return new FaultException(StorageFault.INVALID_REQUEST, detail);
    }
}
