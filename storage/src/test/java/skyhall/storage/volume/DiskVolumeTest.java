package skyhall.storage.volume;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The contract on the machine's own disk.
class DiskVolumeTest extends AbstractTestBlobStore {
    static final VolumeShape SHAPE = new VolumeShape(4096, 0, 0);

    private final Path directory;
    private DiskVolume volume;

    DiskVolumeTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeEach
    void open() throws Exception {
        volume = DiskVolume.open(RealDisk.own(directory), SHAPE, new java.security.SecureRandom(), System::nanoTime);
    }

    @AfterEach
    void close() {
        volume.close();
    }

    @Override
    BlobStore store() {
        return volume;
    }
}
