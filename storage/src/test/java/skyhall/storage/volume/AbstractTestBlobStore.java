package skyhall.storage.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The contract of [BlobStore], line by line. Every engine passes it.
abstract class AbstractTestBlobStore {
    /// An empty store, the same one during a test.
    abstract BlobStore store();

    @Test
    void aSealedBlobIsReadBackWhole() {
        for (int size : new int[] {0, 1, 63, 64, 65, 4095, 4096, 4097, 65536, 65537, 300_000}) {
            byte[] bytes = bytes(size, size);
            BlobId id = seal(bytes);
            assertThat(readAll(id)).as("%d bytes", size).isEqualTo(bytes);
        }
    }

    @Test
    void writesOfAnySizesAppend() {
        Random random = new Random(7);
        byte[] bytes = bytes(7, 500_000);
        try (BlobDraft draft = store().draft()) {
            for (int at = 0; at < bytes.length; ) {
                int count = Math.min(bytes.length - at, random.nextInt(random.nextBoolean() ? 10 : 100_000));
                draft.write(bytes, at, count);
                at += count;
                assertThat(draft.sizeBytes()).isEqualTo(at);
            }
            draft.seal();
            assertThat(readAll(draft.id())).isEqualTo(bytes);
        }
    }

    @Test
    void anyRangeIsReadAsItWasWritten() {
        byte[] bytes = bytes(3, 200_001);
        Random random = new Random(3);
        try (BlobReader reader = store().open(seal(bytes))) {
            assertThat(reader.sizeBytes()).isEqualTo(bytes.length);
            for (int i = 0; i < 2000; i++) {
                int position = random.nextInt(bytes.length);
                byte[] into = new byte[1 + random.nextInt(i % 10 == 0 ? 150_000 : 300)];
                int count = reader.read(position, into, 0, into.length);
                assertThat(count).isBetween(1, into.length);
                assertThat(into).startsWith(java.util.Arrays.copyOfRange(bytes, position, position + count));
            }
        }
    }

    @Test
    void readingAtOrBehindTheEndSaysSo() {
        try (BlobReader reader = store().open(seal(bytes(1, 10)))) {
            assertThat(reader.read(10, new byte[5], 0, 5)).isEqualTo(-1);
            assertThat(reader.read(1000, new byte[5], 0, 5)).isEqualTo(-1);
            assertThat(reader.read(0, new byte[5], 0, 0)).isZero();
            assertThat(reader.read(8, new byte[5], 0, 5)).isEqualTo(2);
        }
    }

    @Test
    void onlyTheAskedPartOfTheArrayIsTouched() {
        byte[] into = new byte[20];
        try (BlobReader reader = store().open(seal(new byte[] {1, 2, 3, 4, 5}))) {
            assertThat(reader.read(1, into, 10, 3)).isEqualTo(3);
        }
        byte[] expected = new byte[20];
        expected[10] = 2;
        expected[11] = 3;
        expected[12] = 4;
        assertThat(into).isEqualTo(expected);
    }

    @Test
    void aDraftIsSeenByNobody() {
        try (BlobDraft draft = store().draft()) {
            draft.write(bytes(1, 100_000), 0, 100_000);
            assertThatThrownBy(() -> store().open(draft.id())).isInstanceOf(BlobMissing.class);
            assertThat(listed()).isEmpty();
            store().delete(draft.id()); // does nothing to a draft
            draft.seal();
            assertThat(listed()).hasSize(1);
            assertThat(readAll(draft.id())).hasSize(100_000);
        }
    }

    @Test
    void anUnsealedDraftLeavesNothingBehind() {
        BlobDraft draft = store().draft();
        draft.write(bytes(1, 100_000), 0, 100_000);
        draft.close();
        draft.close();
        assertThatThrownBy(() -> store().open(draft.id())).isInstanceOf(BlobMissing.class);
        assertThat(listed()).isEmpty();
    }

    @Test
    void aDraftIsWrittenAndSealedOnlyWhileItIsOpen() {
        BlobDraft draft = store().draft();
        draft.seal();
        assertThatIllegalStateException().isThrownBy(draft::seal);
        assertThatIllegalStateException().isThrownBy(() -> draft.write(new byte[1], 0, 1));
        draft.close();
        assertThatIllegalStateException().isThrownBy(draft::seal);
        assertThat(readAll(draft.id())).isEmpty();
    }

    @Test
    void everyDraftHasAnIdOfItsOwn() {
        Set<BlobId> ids = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            try (BlobDraft draft = store().draft()) {
                assertThat(ids.add(draft.id())).isTrue();
            }
        }
    }

    @Test
    void deletingIsIdempotent() {
        BlobId id = seal(bytes(1, 10));
        store().delete(id);
        store().delete(id);
        store().delete(new BlobId(new UUID(1, 2)));
        assertThatThrownBy(() -> store().open(id)).isInstanceOfSatisfying(BlobMissing.class, e -> assertThat(e.id())
                .isEqualTo(id));
        assertThat(listed()).isEmpty();
    }

    @Test
    void aReaderKeepsTheBytesOfADeletedBlob() {
        byte[] bytes = bytes(1, 300_000);
        BlobId id = seal(bytes);
        try (BlobReader reader = store().open(id)) {
            byte[] first = new byte[10];
            reader.read(0, first, 0, 10);
            store().delete(id);
            assertThat(read(reader)).isEqualTo(bytes);
        }
    }

    @Test
    void theListingHoldsEverySealedBlobInAscendingOrder() {
        List<BlobId> ids = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ids.add(seal(bytes(i, i * 100)));
        }
        Collections.sort(ids);
        List<BlobListing> listed = listed();
        assertThat(listed.stream().map(AbstractTestBlobStore::id)).containsExactlyElementsOf(ids);
        assertThat(listed.stream()
                        .mapToLong(found -> ((BlobListing.Sealed) found).sizeBytes())
                        .sum())
                .isEqualTo(100L * 49 * 50 / 2);
        for (int i = 0; i < ids.size(); i += 7) {
            try (Stream<BlobListing> after = store().list(Optional.of(ids.get(i)))) {
                assertThat(after.map(AbstractTestBlobStore::id)).containsExactlyElementsOf(ids.subList(i + 1, 50));
            }
        }
    }

    @Test
    void theRoomIsSaid() {
        Room room = store().room();
        assertThat(room.freeBytes()).isPositive().isLessThanOrEqualTo(room.totalBytes());
        assertThat(room.writesRefused()).isFalse();
    }

    @Test
    void manySealersAtOnce() throws Exception {
        List<Callable<BlobId>> tasks = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            tasks.add(() -> seal(bytes(number, 1000 + number)));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<BlobId>> ids = threads.invokeAll(tasks);
            for (int i = 0; i < ids.size(); i++) {
                assertThat(readAll(ids.get(i).get())).isEqualTo(bytes(i, 1000 + i));
            }
        }
        assertThat(listed()).hasSize(100);
    }

    final BlobId seal(byte[] bytes) {
        return seal(store(), bytes);
    }

    static BlobId seal(BlobStore store, byte[] bytes) {
        try (BlobDraft draft = store.draft()) {
            draft.write(bytes, 0, bytes.length);
            draft.seal();
            return draft.id();
        }
    }

    final byte[] readAll(BlobId id) {
        return readAll(store(), id);
    }

    static byte[] readAll(BlobStore store, BlobId id) {
        try (BlobReader reader = store.open(id)) {
            return read(reader);
        }
    }

    static byte[] read(BlobReader reader) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[10_000];
        for (int count; (count = reader.read(out.size(), buffer, 0, buffer.length)) >= 0; ) {
            out.write(buffer, 0, count);
        }
        return out.toByteArray();
    }

    final List<BlobListing> listed() {
        try (Stream<BlobListing> listing = store().list()) {
            return listing.toList();
        }
    }

    static BlobId id(BlobListing found) {
        return ((BlobListing.Sealed) found).id();
    }

    static byte[] bytes(long seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
