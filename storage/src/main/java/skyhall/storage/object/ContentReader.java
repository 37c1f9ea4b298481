package skyhall.storage.object;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32C;
import skyhall.storage.volume.BlobDamaged;
import skyhall.storage.volume.BlobReader;
import skyhall.storage.volume.BlobStore;

/// Hands out the bytes of content, checked. Holds one buffer.
public final class ContentReader {
    private static final int BUFFER_BYTES = 256 * 1024;

    private final BlobStore blobs;

    public ContentReader(BlobStore blobs) {
        this.blobs = blobs;
    }

    /// Opens content so that what can fail before the first byte fails here: a missing file, a damaged
    /// row.
    ///
    /// @throws DamagedContent when bytes in a row do not match their checksum
    /// @throws skyhall.storage.volume.BlobMissing when the file is gone
    public Opened open(Content content, long sizeBytes) {
        return switch (content) {
            case Content.Empty _ -> new OpenedBytes(new byte[0]);
            case Content.InRow row -> new OpenedBytes(checked(row));
            case Content.InFile(var blob) -> new OpenedBlob(blobs.open(blob));
            case Content.InPieces pieces -> new OpenedPieces(this, pieces.pieces());
            case Content.NotRead _ ->
                throw new IllegalArgumentException("content of " + sizeBytes + " bytes was not read");
        };
    }

    /// Whether bytes of a row are those that came in.
    static boolean matches(byte[] bytes, int expected) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length);
        return (int) crc.getValue() == expected;
    }

    private static byte[] checked(Content.InRow row) {
        if (!matches(row.bytes(), row.crc())) {
            throw new DamagedContent("the bytes in the row do not match their CRC-32C");
        }
        return row.bytes();
    }

    /// Content that is ready to be sent.
    public sealed interface Opened extends AutoCloseable permits OpenedBytes, OpenedBlob, OpenedPieces {
        /// Writes `length` bytes from `position` on.
        ///
        /// @throws DamagedContent before a wrong byte is written
        void writeTo(OutputStream out, long position, long length) throws IOException;

        /// The same bytes to be pulled, for those who take in a body.
        default InputStream stream(long position, long length) {
            return new ContentStream(this, position, length);
        }

        @Override
        void close();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record OpenedBytes(byte[] bytes) implements Opened {
        @Override
        public void writeTo(OutputStream out, long position, long length) throws IOException {
            out.write(bytes, Math.toIntExact(position), Math.toIntExact(length));
        }

        @Override
        public void close() {}
    }

    private record OpenedBlob(BlobReader reader) implements Opened {
        @Override
        public void writeTo(OutputStream out, long position, long length) throws IOException {
            byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, Math.max(length, 1))];
            long end = position + length;
            long at = position;
            while (at < end) {
                int read = read(at, buffer, (int) Math.min(buffer.length, end - at));
                out.write(buffer, 0, read);
                at += read;
            }
        }

        private int read(long at, byte[] buffer, int length) {
            try {
                int read = reader.read(at, buffer, 0, length);
                if (read <= 0) {
                    throw new DamagedContent("the file is shorter than its row says");
                }
                return read;
            } catch (BlobDamaged e) {
                throw new DamagedContent(String.valueOf(e.getMessage()), e);
            }
        }

        @Override
        public void close() {
            reader.close();
        }
    }

    /// Pieces are opened one at a time, so that an object of 10,000 parts holds one file open.
    private record OpenedPieces(ContentReader reader, java.util.List<Content.Piece> pieces) implements Opened {
        @Override
        public void writeTo(OutputStream out, long position, long length) throws IOException {
            long end = position + length;
            long start = 0;
            for (Content.Piece piece : pieces) {
                long pieceEnd = start + piece.sizeBytes();
                long from = Math.max(position, start);
                long to = Math.min(end, pieceEnd);
                if (from < to) {
                    try (Opened opened = reader.open(piece.content(), piece.sizeBytes())) {
                        opened.writeTo(out, from - start, to - from);
                    }
                }
                start = pieceEnd;
            }
        }

        @Override
        public void close() {}
    }
}
