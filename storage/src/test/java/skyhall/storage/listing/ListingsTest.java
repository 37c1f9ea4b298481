package skyhall.storage.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skyhall.platform.Seeds;
import skyhall.storage.Depot;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.bucket.Versioning;

/// Listings over the real tables against models that look at every row.
final class ListingsTest {
    private static final int KEYS = 10_000;

    @TempDir
    Path folder;

    private Depot depot;

    @BeforeEach
    void open() {
        depot = new Depot(folder);
    }

    @AfterEach
    void close() {
        depot.close();
    }

    /// A version as the model knows it.
    private record Version(String key, long sequence, boolean latest, boolean marker) {
        static Version of(ListedVersion listed) {
            return new Version(listed.key().text(), listed.version().sequence(), listed.latest(), listed.marker());
        }
    }

    private void insert(String table, Bucket bucket, List<Version> versions) {
        for (int from = 0; from < versions.size(); from += 5000) {
            List<Version> some = versions.subList(from, Math.min(from + 5000, versions.size()));
            boolean past = table.equals("storage.past_version");
            depot.database
                    .sql()
                    .sql("INSERT INTO " + table + " (bucket, key, sequence, nonce, modified_at, size_bytes, etag,"
                            + " owner_id, account" + (past ? ", marker" : "")
                            + ") SELECT :bucket, convert_to(r.key, 'UTF8'), r.sequence, 1, now(), 0, 'e', 'o', 'a'"
                            + (past ? ", r.marker" : "")
                            + " FROM unnest(:keys, :sequences, :markers) AS r (key, sequence, marker)")
                    .param("bucket", bucket.id())
                    .param("keys", some.stream().map(Version::key).toArray(String[]::new))
                    .param("sequences", some.stream().map(Version::sequence).toArray(Long[]::new))
                    .param("markers", some.stream().map(Version::marker).toArray(Boolean[]::new))
                    .update();
        }
        depot.database.sql().sql("ANALYZE " + table).update();
    }

    /// A neighbour on either side, of whose rows nothing may be seen.
    private Bucket between(String name) {
        Bucket before = depot.bucket(name + "-before", Versioning.NEVER);
        Bucket bucket = depot.bucket(name, Versioning.NEVER);
        Bucket after = depot.bucket(name + "-after", Versioning.NEVER);
        for (Bucket neighbour : List.of(before, after)) {
            depot.put(neighbour, "a", "");
            depot.put(neighbour, "\uDBFF\uDFFF", "");
        }
        return bucket;
    }

    @Test
    void objectsAreListedAsIfEveryKeyWereLookedAt() {
        Seeds.forEach(2, (random, seed) -> {
            Bucket bucket = between("objects-" + seed);
            List<String> keys = NaiveListing.keys(random, KEYS);
            insert(
                    "storage.live_object",
                    bucket,
                    keys.stream().map(key -> new Version(key, 1, true, false)).toList());
            for (int i = 0; i < 60; i++) {
                String prefix = NaiveListing.prefix(random, keys);
                String delimiter = NaiveListing.delimiter(random);
                int limit = 1 + random.nextInt(random.nextInt(3) == 0 ? 5 : 1000);
                List<String> expected = NaiveListing.lines(keys, prefix, delimiter);
                int most = Math.min(expected.size(), 10 * limit);
                assertThat(objects(bucket, prefix, delimiter, limit, most))
                        .as("prefix '%s', delimiter '%s', pages of %d", prefix, delimiter, limit)
                        .isEqualTo(expected.subList(0, most));
            }
        });
    }

    private List<String> objects(Bucket bucket, String prefix, String delimiter, int limit, int most) {
        List<String> told = new ArrayList<>();
        From from = new From.Beginning();
        Page<ListedVersion> page;
        do {
            page = depot.listings.objects(bucket, prefix, delimiter, from, limit);
            assertThat(page.entries().size() == limit || !page.more()).isTrue();
            for (Page.Entry<ListedVersion> entry : page.entries()) {
                switch (entry) {
                    case Page.Entry.Item<ListedVersion>(ListedVersion item) -> {
                        told.add(item.key().text());
                        from = new From.AfterKey(item.key().text());
                    }
                    case Page.Entry.Prefix<ListedVersion>(String common) -> {
                        told.add(common);
                        from = new From.AfterPrefix(common);
                    }
                }
            }
        } while (page.more() && told.size() < most);
        return told;
    }

    @Test
    void versionsAreListedAsIfEveryRowWereLookedAt() {
        Seeds.forEach(2, (random, seed) -> {
            Bucket bucket = between("versions-" + seed);
            List<String> keys = NaiveListing.keys(random, KEYS / 4);
            List<Version> live = new ArrayList<>();
            List<Version> past = new ArrayList<>();
            List<Version> all = new ArrayList<>();
            for (String key : keys) {
                addHistory(random, key, live, past, all);
            }
            insert("storage.live_object", bucket, live);
            insert("storage.past_version", bucket, past);
            for (int i = 0; i < 40; i++) {
                String prefix = NaiveListing.prefix(random, keys);
                String delimiter = NaiveListing.delimiter(random);
                int limit = 1 + random.nextInt(random.nextInt(3) == 0 ? 4 : 700);
                List<Object> expected = lines(all, prefix, delimiter);
                int most = Math.min(expected.size(), 10 * limit);
                assertThat(versions(bucket, prefix, delimiter, limit, most))
                        .as("prefix '%s', delimiter '%s', pages of %d", prefix, delimiter, limit)
                        .isEqualTo(expected.subList(0, most));
            }
        });
    }

    /// Up to six versions, newest first; the newest is live unless it is a marker.
    private static void addHistory(
            RandomGenerator random, String key, List<Version> live, List<Version> past, List<Version> all) {
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            Version version = new Version(key, 1000L - 10L * i - random.nextInt(5), i == 0, random.nextInt(4) == 0);
            (i == 0 && !version.marker() ? live : past).add(version);
            all.add(version);
        }
    }

    private static List<Object> lines(List<Version> all, String prefix, String delimiter) {
        List<Object> lines = new ArrayList<>();
        for (Version version : all) {
            if (version.key().startsWith(prefix)) {
                boolean rolledUp = NaiveListing.isRolledUp(version.key(), prefix, delimiter);
                Object line = rolledUp ? NaiveListing.line(version.key(), prefix, delimiter) : version;
                if (!rolledUp || lines.isEmpty() || !lines.getLast().equals(line)) {
                    lines.add(line);
                }
            }
        }
        return lines;
    }

    private List<Object> versions(Bucket bucket, String prefix, String delimiter, int limit, int most) {
        List<Object> told = new ArrayList<>();
        From from = new From.Beginning();
        Page<ListedVersion> page;
        do {
            page = depot.listings.versions(bucket, prefix, delimiter, from, limit);
            assertThat(page.entries().size() == limit || !page.more()).isTrue();
            for (Page.Entry<ListedVersion> entry : page.entries()) {
                switch (entry) {
                    case Page.Entry.Item<ListedVersion>(ListedVersion item) -> {
                        told.add(Version.of(item));
                        from = new From.AfterOrder(
                                item.key().text(), item.version().sequence());
                    }
                    case Page.Entry.Prefix<ListedVersion>(String common) -> {
                        told.add(common);
                        from = new From.AfterPrefix(common);
                    }
                }
            }
        } while (page.more() && told.size() < most);
        return told;
    }

    @Test
    void behindAKeyNoneOfItsVersionsIsTold() {
        Bucket bucket = depot.bucket("behind", Versioning.ENABLED);
        for (String key : List.of("a", "a", "b", "b", "c")) {
            depot.put(bucket, key, "text");
        }
        assertThat(depot.listings
                        .versions(bucket, "", "", new From.AfterKey("a"), 10)
                        .items())
                .extracting(version -> version.key().text() + version.latest())
                .containsExactly("btrue", "bfalse", "ctrue");
    }

    @Test
    void anEmptyPageOfNothingIsTheLast() {
        Bucket bucket = depot.bucket("empty", Versioning.NEVER);
        depot.put(bucket, "a", "text");
        assertThat(depot.listings.objects(bucket, "", "", new From.Beginning(), 0))
                .isEqualTo(new Page<>(List.of(), false));
        assertThat(depot.listings.objects(bucket, "b", "/", new From.Beginning(), 5))
                .isEqualTo(new Page<>(List.of(), false));
        assertThat(depot.listings.objects(bucket, "", "", new From.AfterKey("a"), 5))
                .isEqualTo(new Page<>(List.of(), false));
    }
}
