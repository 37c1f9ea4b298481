package skyhall.storage.signature;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;

/// Who sent a request, as far as its signature tells.
public sealed interface Verification<T> {
    /// How the body is to be read.
    PayloadMode payload();

    /// The request carries no credentials.
    record Anonymous<T>(PayloadMode payload) implements Verification<T> {}

    /// The request is signed with a key in force, and the signature is right.
    ///
    /// @param chunks verifies chunk signatures; present exactly when `payload` is [PayloadMode.SignedChunks]
    /// @param signedHeaders names in lower case of the headers that the signature covers
    /// @param presigned whether the signature stands in the query instead of the `Authorization` header
    /// @param signedAt the moment that the request names as that of its signing
    /// @param securityToken the session token that came with it, unchecked; permanent keys have none
    record Signed<T>(
            String accessKeyId,
            T principal,
            PayloadMode payload,
            Optional<ChunkSigner> chunks,
            SortedSet<String> signedHeaders,
            boolean presigned,
            Instant signedAt,
            Optional<String> securityToken)
            implements Verification<T> {}
}
