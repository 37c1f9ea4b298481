package skyhall.storage.object;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.CRC32C;
import skyhall.storage.checksum.Digests;
import skyhall.storage.volume.BlobDraft;
import skyhall.storage.volume.BlobKeeper;
import skyhall.storage.volume.KeptBlob;

/// Takes in the bytes of a body: small ones into memory for their row, others into a file of the
/// volume, which is
/// sealed before the row that names it is committed. Holds one buffer per body, whatever its length.
public final class Intake {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final BlobKeeper keeper;
    private final int inRowBytes;

    /// @param inRowBytes bodies up to this length live in their row
    public Intake(BlobKeeper keeper, int inRowBytes) {
        this.keeper = keeper;
        this.inRowBytes = inRowBytes;
    }

    /// Reads `body` to its end, feeds `digests`, and commits.
    ///
    /// @param commit checks the digests and commits the row; whatever it throws, no row names the bytes
    /// @throws IOException from the body
    public <T> T take(InputStream body, Digests digests, Commit<T> commit) throws IOException {
        byte[] start = new byte[inRowBytes + 1];
        int count = readFully(body, start, digests);
        if (count <= inRowBytes) {
            return commit.commit(new Received(inRow(start, count), digests.finish()));
        }
        return keeper.<T, IOException>keep(
                draft -> writeAll(start, count, body, digests, draft),
                kept -> commit.commit(new Received(inFile(kept), digests.finish())));
    }

    /// Bytes that are already at hand, as content for a row; for copies of pieces that are small.
    public static Content inRow(byte[] bytes) {
        return inRow(bytes, bytes.length);
    }

    private static Content inRow(byte[] start, int count) {
        if (count == 0) {
            return new Content.Empty();
        }
        byte[] bytes = java.util.Arrays.copyOf(start, count);
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, count);
        return new Content.InRow(bytes, (int) crc.getValue());
    }

    private static Content inFile(List<KeptBlob> kept) {
        return new Content.InFile(kept.getFirst().id());
    }

    private static int readFully(InputStream body, byte[] into, Digests digests) throws IOException {
        int count = 0;
        while (count < into.length) {
            int read = body.read(into, count, into.length - count);
            if (read < 0) {
                break;
            }
            digests.update(into, count, read);
            count += read;
        }
        return count;
    }

    private static void writeAll(byte[] start, int count, InputStream body, Digests digests, BlobDraft draft)
            throws IOException {
        draft.write(start, 0, count);
        byte[] buffer = new byte[BUFFER_BYTES];
        int read = body.read(buffer);
        while (read >= 0) {
            digests.update(buffer, 0, read);
            draft.write(buffer, 0, read);
            read = body.read(buffer);
        }
    }

    /// Bytes that are kept, and what they came to.
    public record Received(Content content, Digests.Results digests) {}

    /// Commits the row that names the bytes.
    @FunctionalInterface
    public interface Commit<T> {
        T commit(Received received) throws IOException;
    }
}
