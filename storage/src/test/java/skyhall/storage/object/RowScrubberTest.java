package skyhall.storage.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skyhall.platform.Seeds;
import skyhall.storage.Depot;
import skyhall.storage.InParts;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.bucket.Versioning;
import skyhall.storage.multipart.OpenUpload;

/// The scrubber of rows finds exactly the bodies that are not what was put, wherever they live.
final class RowScrubberTest {
    @TempDir
    Path folder;

    private Depot depot;
    private RowScrubber scrubber;

    @BeforeEach
    void open() {
        depot = new Depot(folder);
        scrubber = new RowScrubber(depot.database);
    }

    @AfterEach
    void close() {
        depot.close();
    }

    /// Turns one bit of a body around.
    private void flip(String table, String where, int bit) {
        int changed = depot.database
                .sql()
                .sql("UPDATE " + table + " SET body = set_bit(body, " + bit + ", 1 - get_bit(body, " + bit + ")) WHERE "
                        + where)
                .update();
        assertThat(changed).as(table + " " + where).isEqualTo(1);
    }

    @Test
    void anEmptyStoreIsClean() {
        assertThat(scrubber.scrub()).isEqualTo(new RowScrubber.Report(0, 0, List.of()));
    }

    @Test
    void bodiesInFilesAndEmptyOnesAreNotItsBusiness() {
        Bucket bucket = depot.bucket("files", Versioning.NEVER);
        depot.put(bucket, "large", Depot.large("x"));
        depot.put(bucket, "empty", "");
        depot.put(bucket, "small", "four");
        assertThat(scrubber.scrub()).isEqualTo(new RowScrubber.Report(1, 4, List.of()));
    }

    @Test
    void everyFlippedBitIsFoundAndNoOther() {
        Seeds.forEach(5, (random, seed) -> {
            Bucket bucket = depot.bucket("bits-" + seed, Versioning.ENABLED);
            OpenUpload upload = new InParts(depot).begin(bucket, "parts");
            List<RowScrubber.DamagedRow> expected = new ArrayList<>();
            long before = scrubber.scrub().rows();
            for (int i = 0; i < 150; i++) {
                String key = "漢/" + i;
                depot.put(bucket, key, "old " + i);
                long old = Depot.found(depot.get(bucket, key)).version().sequence();
                depot.put(bucket, key, "new " + i);
                new InParts(depot).part(upload, i + 1, "part " + i);
                String ofKey = "bucket = " + bucket.id() + " AND key = '\\x"
                        + java.util.HexFormat.of().formatHex(key.getBytes(StandardCharsets.UTF_8)) + "'";
                switch (random.nextInt(12)) {
                    case 0 -> {
                        flip("storage.live_object", ofKey, random.nextInt(32));
                        expected.add(new RowScrubber.DamagedRow("storage.live_object", bucket.id(), key, 0));
                    }
                    case 1 -> {
                        flip("storage.past_version", ofKey, random.nextInt(32));
                        expected.add(new RowScrubber.DamagedRow("storage.past_version", bucket.id(), key, old));
                    }
                    case 2 -> {
                        long id = upload.id().number();
                        flip("storage.part", "upload = " + id + " AND number = " + (i + 1), random.nextInt(32));
                        expected.add(new RowScrubber.DamagedRow("storage.part", id, "", i + 1));
                    }
                    default -> {}
                }
            }
            RowScrubber.Report report = scrubber.scrub();
            assertThat(report.rows() - before).isEqualTo(450);
            assertThat(report.findings()).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(report.isClean()).isEqualTo(expected.isEmpty());
            depot.database
                    .sql()
                    .sql("TRUNCATE storage.live_object, storage.past_version, storage.part")
                    .update();
        });
    }

    @Test
    void aBodyThatLostItsSumIsDamaged() {
        Bucket bucket = depot.bucket("sums", Versioning.NEVER);
        depot.put(bucket, "k", "text");
        depot.database
                .sql()
                .sql("UPDATE storage.live_object SET body_crc = NULL")
                .update();
        assertThat(scrubber.scrub().findings())
                .containsExactly(new RowScrubber.DamagedRow("storage.live_object", bucket.id(), "k", 0));
    }

    @Test
    void whatIsWrittenMeanwhileIsNotTakenForDamage() throws Exception {
        Bucket bucket = depot.bucket("busy", Versioning.ENABLED);
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> writer = threads.submit(() -> {
                for (int i = 0; i < 400; i++) {
                    depot.put(bucket, "k" + i % 100, "text " + i);
                    if (i % 7 == 0) {
                        depot.delete(bucket, "k" + i % 100);
                    }
                }
                done.set(true);
            });
            int walks = 0;
            while (!done.get() || walks == 0) {
                assertThat(scrubber.scrub().findings()).isEmpty();
                walks++;
            }
            writer.get();
        }
        assertThat(scrubber.scrub().rows()).isEqualTo(400);
    }
}
