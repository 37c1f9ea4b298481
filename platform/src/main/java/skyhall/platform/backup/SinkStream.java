package skyhall.platform.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/// A sink's stream whose refusals are unchecked: reading an archive thus tells a disk that is full from an archive
/// that is damaged.
final class SinkStream extends OutputStream {
    private final String path;
    private final OutputStream out;

    SinkStream(ManifestLine entry, ArchiveSink sink) throws DamagedException {
        this.path = entry.path();
        try {
            this.out = sink.file(entry);
        } catch (DamagedException e) {
            throw e;
        } catch (IOException e) {
            throw refused(e);
        }
    }

    @Override
    public void write(int oneByte) {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        try {
            out.write(bytes, offset, count);
        } catch (IOException e) {
            throw refused(e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw refused(e);
        }
    }

    private UncheckedIOException refused(IOException e) {
        return new UncheckedIOException("cannot restore " + path, e);
    }
}
