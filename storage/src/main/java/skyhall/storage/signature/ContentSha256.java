package skyhall.storage.signature;

import java.util.List;
import java.util.Optional;
import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;

/// Reads `x-amz-content-sha256`.
final class ContentSha256 {
    private static final String NAME = "x-amz-content-sha256";

    private ContentSha256() {}

    /// For a request with an `Authorization` header, which must have it.
    static PayloadMode required(SignedRequest request) {
        return given(request)
                .orElseThrow(() -> new FaultException(
                        StorageFault.INVALID_REQUEST, "Missing required header for this request: " + NAME));
    }

    /// For a presigned request: query, header, or unsigned.
    static PayloadMode presigned(SignedRequest request, RawQuery query) {
        List<String> inQuery = query.values("X-Amz-Content-Sha256");
        return inQuery.isEmpty() ? given(request).orElseGet(PayloadMode.Unsigned::new) : parse(inQuery.getFirst());
    }

    /// For a request without credentials. botocore, told not to sign, frames an upload over TLS as
    /// `aws-chunked` and leaves the header out, since its signer would have added it; its two other headers
    /// give it away.
    static PayloadMode anonymous(SignedRequest request) {
        PayloadMode mode = given(request)
                .orElseGet(() -> looksChunked(request) ? new PayloadMode.UnsignedChunks() : new PayloadMode.Unsigned());
        if (mode instanceof PayloadMode.SignedChunks) {
            throw new FaultException(StorageFault.INVALID_REQUEST, "Signed chunks need a signed request.");
        }
        return mode;
    }

    private static boolean looksChunked(SignedRequest request) {
        return request.header("x-amz-trailer").isPresent()
                && request.header("x-amz-decoded-content-length").isPresent()
                && request.header("Content-Encoding").orElse("").contains("aws-chunked");
    }

    private static Optional<PayloadMode> given(SignedRequest request) {
        return request.header(NAME).map(ContentSha256::parse);
    }

    private static PayloadMode parse(String text) {
        return PayloadMode.parse(text)
                .orElseThrow(() -> new FaultException(
                        StorageFault.INVALID_ARGUMENT,
                        NAME + " must be " + PayloadMode.UNSIGNED_PAYLOAD + ", "
                                + PayloadMode.UNSIGNED_CHUNKS_AND_TRAILER + ", " + PayloadMode.SIGNED_CHUNKS + ", "
                                + PayloadMode.SIGNED_CHUNKS_AND_TRAILER + " or a valid sha256 value."));
    }
}
