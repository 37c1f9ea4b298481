package skyhall.storage.s3;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import skyhall.storage.checksum.Checksum;
import skyhall.storage.checksum.ChecksumAlgorithm;
import skyhall.storage.checksum.Digests;
import skyhall.storage.object.StoredChecksum;
import skyhall.storage.protocol.S3Call;
import skyhall.storage.signature.DeclaredChecksums;
import skyhall.storage.signature.PayloadReader;

/// A body that is coming in, with what is to be counted over it.
record Upload(PayloadReader body, Digests digests, DeclaredChecksums declared) {
    static Upload open(S3Call call) {
        return open(call, Optional.empty());
    }

    /// @param also an algorithm to count by beside the declared one: that of the multipart upload
    static Upload open(S3Call call, Optional<ChecksumAlgorithm> also) {
        DeclaredChecksums declared = call.declaredChecksums();
        List<ChecksumAlgorithm> wanted =
                Stream.concat(declared.algorithm().stream(), also.stream()).toList();
        return new Upload(call.body(declared), new Digests(wanted), declared);
    }

    /// The declared checksum, found right; empty when none was declared. Call it when the body has
    /// been read to its end.
    Optional<StoredChecksum> verified(Digests.Results arrived) {
        Optional<Checksum> trailing = declared.inTrailer().isPresent() ? body.trailingChecksum() : Optional.empty();
        return declared.verify(arrived, trailing).map(StoredChecksum::whole);
    }
}
