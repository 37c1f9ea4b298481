package skyhall.storage.object;

import java.util.List;
import java.util.Optional;
import skyhall.storage.volume.BlobId;

/// Where an object's bytes are.
public sealed interface Content {
    /// There are none.
    record Empty() implements Content {}

    /// In the row.
    ///
    /// @param crc CRC-32C of the bytes, made when they were put
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record InRow(byte[] bytes, int crc) implements Content {}

    /// In one file of the volume.
    record InFile(BlobId blob) implements Content {}

    /// In several pieces, one after the other: the parts of a completed upload.
    record InPieces(long upload, List<Piece> pieces) implements Content {
        public InPieces {
            pieces = List.copyOf(pieces);
        }
    }

    /// They are there, but this reading did not ask for them.
    record NotRead() implements Content {}

    /// One part as a piece of the whole.
    record Piece(int number, long sizeBytes, Optional<StoredChecksum> checksum, Content content) {}
}
