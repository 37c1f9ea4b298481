package skyhall.storage.multipart;

import java.time.Instant;
import java.util.Optional;
import skyhall.storage.acl.Acl;
import skyhall.storage.object.ObjectHeaders;
import skyhall.storage.object.ObjectKey;
import skyhall.storage.object.StoredChecksum;
import skyhall.storage.object.VersionId;
import skyhall.storage.tag.Tags;

/// An upload as it was begun.
///
/// @param acl empty for the private list
/// @param checksum what parts and whole are to be counted by, if the client said
/// @param completed what the completion came to, when the upload is complete
public record OpenUpload(
        UploadId id,
        ObjectKey key,
        Instant initiatedAt,
        String ownerId,
        String account,
        ObjectHeaders headers,
        Tags tags,
        Optional<Acl> acl,
        Optional<UploadChecksum> checksum,
        Optional<Completed> completed) {

    /// What the completion came to; told again to a client that asks again.
    public record Completed(VersionId version, String etag, Optional<StoredChecksum> checksum) {
        /// The stored form: sequence, nonce, entity tag and checksum, separated by blanks.
        String text() {
            return version.sequence() + " " + version.nonce() + " " + etag
                    + checksum.map(value -> " " + value.text()).orElse("");
        }

        static Completed of(String text) {
            String[] words = text.split(" ", 4);
            return new Completed(
                    new VersionId(Long.parseLong(words[0]), Long.parseLong(words[1])),
                    words[2],
                    StoredChecksum.of(words.length > 3 ? words[3] : null));
        }
    }
}
