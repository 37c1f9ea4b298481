package skyhall.storage.signature;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import skyhall.platform.fault.FaultException;
import skyhall.storage.checksum.Checksum;
import skyhall.storage.fault.StorageFault;

/// The bytes of an object as they come out of a request's body: framing undone, signatures and hashes checked.
///
/// Bytes are handed out before what covers them has been checked: a signed chunk's bytes before its signature,
/// a hashed body's before its end. Only a -1 from `read` says that all of it is right; whoever stores the bytes
/// publishes nothing before. Memory is bounded whatever the client sends. Blocks in `read`; for one thread.
/// `read` throws [FaultException] for what is the client's fault and [IOException] when the line breaks.
public abstract sealed class PayloadReader extends InputStream permits PlainPayload, ChunkedPayload {
    private static final String DECODED_LENGTH = "x-amz-decoded-content-length";

    private @Nullable FaultException refusal;

    /// Opens the body of a request whose signature has been checked.
    ///
    /// @param body the body as the client sent it, only HTTP's own transfer coding undone
    /// @throws FaultException when the headers do not tell the length of a chunked body, or announce a trailer
    ///     that the framing has no room for
    public static PayloadReader open(
            SignedRequest request, Verification<?> verification, DeclaredChecksums declared, InputStream body) {
        PayloadMode mode = verification.payload();
        if (declared.inTrailer().isPresent() && !hasTrailer(mode)) {
            throw new FaultException(
                    StorageFault.INVALID_REQUEST, "x-amz-trailer needs x-amz-content-sha256 to end in -TRAILER.");
        }
        OptionalLong lengthBytes = announcedLength(request, mode);
        return switch (mode) {
            case PayloadMode.Hashed(String sha256Hex) -> new PlainPayload(body, lengthBytes, sha256Hex);
            case PayloadMode.Unsigned _ -> new PlainPayload(body, lengthBytes, null);
            case PayloadMode.SignedChunks _ ->
                new ChunkedPayload(
                        body, lengthBytes.orElseThrow(), new ChunkChain(signer(verification)), trailer(mode, declared));
            case PayloadMode.UnsignedChunks _ ->
                new ChunkedPayload(body, lengthBytes.orElseThrow(), null, trailer(mode, declared));
        };
    }

    /// The object's length as the headers announce it: of a chunked body that in
    /// `x-amz-decoded-content-length`, else `Content-Length`; empty when the body comes by HTTP's own chunks
    /// and its length shows only at the end.
    ///
    /// @throws FaultException when the number is malformed, or missing where it must be
    public static OptionalLong announcedLength(SignedRequest request, PayloadMode mode) {
        String name = mode.isChunked() ? DECODED_LENGTH : "Content-Length";
        Optional<String> text = request.header(name);
        if (text.isEmpty()) {
            if (mode.isChunked()) {
                throw new FaultException(StorageFault.MISSING_CONTENT_LENGTH, "You must provide " + name + ".");
            }
            return OptionalLong.empty();
        }
        if (!text.get().matches("[0-9]{1,18}")) {
            throw new FaultException(StorageFault.INVALID_ARGUMENT, name + " must be a number.");
        }
        return OptionalLong.of(Long.parseLong(text.get()));
    }

    private static boolean hasTrailer(PayloadMode mode) {
        return switch (mode) {
            case PayloadMode.Hashed _, PayloadMode.Unsigned _ -> false;
            case PayloadMode.SignedChunks(boolean withTrailer) -> withTrailer;
            case PayloadMode.UnsignedChunks _ -> true;
        };
    }

    private static @Nullable Trailer trailer(PayloadMode mode, DeclaredChecksums declared) {
        return hasTrailer(mode) ? new Trailer(declared.inTrailer()) : null;
    }

    private static ChunkSigner signer(Verification<?> verification) {
        if (verification instanceof Verification.Signed<?> signed) {
            return signed.chunks().orElseThrow();
        }
        throw new IllegalArgumentException("signed chunks of an anonymous request");
    }

    /// The checksum that the trailer gave; empty when there was none.
    ///
    /// @throws IllegalStateException before `read` has returned -1
    public abstract Optional<Checksum> trailingChecksum();

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /// Hands out at least one byte unless `length` is 0, or -1 when everything has arrived and is right. A body
    /// that was refused once is refused on every later call.
    @Override
    public final int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (refusal != null) {
            throw refusal;
        }
        try {
            return length == 0 ? 0 : take(bytes, offset, length);
        } catch (FaultException e) {
            refusal = e;
            throw e;
        }
    }

    /// At least one byte, or -1; `length` is greater than 0.
    abstract int take(byte[] bytes, int offset, int length) throws IOException;
}
