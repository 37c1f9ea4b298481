package skyhall.storage.volume;

import java.util.Random;
import org.junit.jupiter.api.BeforeEach;

/// The contract on the simulated disk, so that the simulation rests on a disk that behaves.
class SimulatedVolumeTest extends AbstractTestBlobStore {
    private DiskVolume volume;

    @BeforeEach
    void open() throws DiskTrouble {
        volume = DiskVolume.open(
                new LockedDisk(new SimulatedDisk(1, 100_000_000)),
                DiskVolumeTest.SHAPE,
                new Random(1),
                System::nanoTime);
    }

    @Override
    BlobStore store() {
        return volume;
    }
}
