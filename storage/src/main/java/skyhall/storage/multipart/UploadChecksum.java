package skyhall.storage.multipart;

import skyhall.storage.checksum.ChecksumAlgorithm;
import skyhall.storage.checksum.ChecksumType;

/// The checksum that an upload was begun with.
public record UploadChecksum(ChecksumAlgorithm algorithm, ChecksumType type) {
    /// The stored form.
    String text() {
        return algorithm + ":" + type;
    }

    static UploadChecksum of(String text) {
        String[] words = text.split(":", 2);
        return new UploadChecksum(ChecksumAlgorithm.valueOf(words[0]), ChecksumType.valueOf(words[1]));
    }
}
