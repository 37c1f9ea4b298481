package skyhall.platform.backup;

import java.io.IOException;
import java.io.OutputStream;

/// Where an archive's content goes while it is read. What arrives is not verified yet.
interface ArchiveSink {
    /// For who only wants to verify.
    ArchiveSink NOWHERE = new ArchiveSink() {
        @Override
        public void directory(ManifestLine entry) {}

        @Override
        public OutputStream file(ManifestLine entry) {
            return OutputStream.nullOutputStream();
        }
    };

    /// A directory; its parent came before it.
    void directory(ManifestLine entry) throws IOException;

    /// A file, whose hash is not known yet; its directory came before it.
    OutputStream file(ManifestLine entry) throws IOException;
}
