package skyhall.storage.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WriteGateTest {
    private static final long SECOND = 1_000_000_000L;

    private final long[] clock = {0};
    private long free = 1000;
    private SimulatedDisk disk;
    private DiskVolume volume;

    @BeforeEach
    void open() throws DiskTrouble {
        disk = new SimulatedDisk(1, 1_000_000);
        Disk measured = new BentDisk(disk) {
            @Override
            public Space space() {
                return new Space(free, 1000);
            }
        };
        volume = DiskVolume.open(measured, new VolumeShape(64, 150, 20), new Random(1), () -> clock[0]);
    }

    @Test
    void writesStopAtTheLargerWatermarkAndResumeSomewhatAboveIt() {
        free = 200;
        assertThat(volume.room().writesRefused()).isFalse();
        free = 199;
        assertThat(volume.room().writesRefused()).isTrue();
        assertThatThrownBy(() -> volume.draft()).isInstanceOfSatisfying(VolumeRefusal.class, e -> assertThat(e.reason())
                .isInstanceOf(VolumeRefusal.Reason.NoRoom.class));
        free = 249;
        assertThat(volume.room().writesRefused()).isTrue();
        free = 250;
        assertThat(volume.room().writesRefused()).isFalse();
        volume.draft().close();
    }

    @Test
    void readsGoOnBelowTheWatermark() {
        BlobId id = AbstractTestBlobStore.seal(volume, new byte[] {1, 2, 3});
        free = 0;
        assertThat(AbstractTestBlobStore.readAll(volume, id)).containsExactly(1, 2, 3);
        volume.delete(id);
    }

    @Test
    void aReadOnlyDiskRefusesAndResumesByItself() {
        disk.readOnly(true);
        assertThatThrownBy(() -> volume.draft()).isInstanceOfSatisfying(VolumeRefusal.class, e -> assertThat(e.reason())
                .isInstanceOf(VolumeRefusal.Reason.ReadOnly.class));
        assertThat(volume.room().refusal()).containsInstanceOf(VolumeRefusal.Reason.ReadOnly.class);
        clock[0] += 2 * SECOND;
        assertThat(volume.room().writesRefused()).isTrue();
        disk.readOnly(false);
        assertThat(volume.room().writesRefused()).isTrue(); // one trial a second
        clock[0] += SECOND;
        assertThat(volume.room().writesRefused()).isFalse();
        AbstractTestBlobStore.seal(volume, new byte[10]);
    }

    @Test
    void aDraftThatMetADiskErrorIsNeverSealed() {
        BlobDraft draft = volume.draft();
        disk.troubleRate(1);
        assertThatThrownBy(draft::seal).isInstanceOf(VolumeRefusal.class);
        disk.troubleRate(0);
        assertThatThrownBy(draft::seal).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> draft.write(new byte[1], 0, 1)).isInstanceOf(IllegalStateException.class);
        draft.close();
        assertThatThrownBy(() -> volume.open(draft.id())).isInstanceOf(BlobMissing.class);
    }

    @Test
    void anInterruptedRequestSaysNothingAboutTheDisk() {
        VolumeRefusal refusal = volume.gate().refused(new DiskTrouble(DiskTrouble.Kind.INTERRUPTED, "write", null));
        assertThat(refusal.reason().sentence()).startsWith("The request was stopped");
        assertThat(volume.room().writesRefused()).isFalse();
    }

    @Test
    void aLongDraftStopsBeforeTheDiskIsFull() {
        try (BlobDraft draft = volume.draft()) {
            free = 99;
            byte[] bytes = new byte[9 << 20];
            assertThatThrownBy(() -> draft.write(bytes, 0, bytes.length)).isInstanceOf(VolumeRefusal.class);
        }
    }
}
