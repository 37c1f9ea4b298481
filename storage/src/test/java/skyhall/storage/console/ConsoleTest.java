package skyhall.storage.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import skyhall.platform.identity.Principal;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.journal.Asker;

/// The console over HTTP, as a browser without scripts uses it.
final class ConsoleTest {
    private static final int LIMIT_BYTES = 4 * 1024 * 1024;
    private static int count;

    @TempDir
    static Path folder;

    private static RunningConsole console;
    private static Visitor lin;
    private static Visitor mei;
    private static Visitor wu;

    private String bucket = "";

    @BeforeAll
    static void open() {
        console = RunningConsole.start(folder, Map.of("SKYHALL_PORTAL_UPLOAD_BYTES", "4MiB"));
        lin = console.signedInAs("lin");
        mei = console.signedInAs("mei");
        wu = console.signedInAs("wu");
    }

    @AfterAll
    static void close() {
        console.close();
    }

    @BeforeEach
    void makeBucket(TestInfo test) {
        count++;
        bucket = "plans-" + count;
        HttpResponse<String> made = lin.post("/objects/new-bucket", "name", bucket, "versioning", "on");
        assertThat(made.headers().firstValue("Location")).hasValue("/objects/bucket?bucket=" + bucket + "&done=made");
    }

    private static HttpResponse<String> put(Visitor who, String bucket, String prefix, String name, byte[] content) {
        return who.upload(Links.to(Links.UPLOAD, "bucket", bucket, "prefix", prefix), name, content);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @Test
    void whatIsUploadedIsDownloadedByteForByte() {
        for (int length : new int[] {0, 1, 4096, 70_000, 3_000_000}) {
            byte[] content = random(length);
            assertThat(put(lin, bucket, "a/", "f" + length + ".bin", content).statusCode())
                    .isEqualTo(303);
            HttpResponse<byte[]> got = lin.bytes(Links.download(bucket, "a/f" + length + ".bin", ""));
            assertThat(got.body()).isEqualTo(content);
            assertThat(got.headers().firstValue("Content-Disposition").orElse(""))
                    .startsWith("attachment;");
            assertThat(got.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        }
        assertThat(lin.get(Links.folder(bucket, "a/")).body()).contains("f70000.bin", "68.4 KiB");
        assertThat(lin.get(Links.bucket(bucket)).body()).contains(">a/<").doesNotContain("f70000.bin");
    }

    @Test
    void pagesAreNeverServedAsPages() {
        put(lin, bucket, "", "evil.html", "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));
        HttpResponse<byte[]> got = lin.bytes(Links.download(bucket, "evil.html", ""));
        assertThat(got.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment;");
        assertThat(got.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
    }

    @Test
    void anOlderVersionComesBack() {
        put(lin, bucket, "", "v.txt", "one".getBytes(StandardCharsets.UTF_8));
        put(lin, bucket, "", "v.txt", "two".getBytes(StandardCharsets.UTF_8));
        String page = lin.get(Links.object(bucket, "v.txt")).body();
        Matcher version =
                Pattern.compile("name=\"version\" value=\"([0-9a-f]{32})\"").matcher(page);
        assertThat(version.find()).isTrue();
        assertThat(lin.bytes(Links.download(bucket, "v.txt", version.group(1))).body())
                .asString()
                .isEqualTo("one");
        lin.post(Links.RESTORE, "bucket", bucket, "encoded.key", "v.txt", "version", version.group(1));
        assertThat(lin.bytes(Links.download(bucket, "v.txt", "")).body())
                .asString()
                .isEqualTo("one");
        assertThat(mei.get(Links.object(bucket, "v.txt")).body()).doesNotContain("Restore", "Delete");
        assertThat(mei.post(Links.RESTORE, "bucket", bucket, "key", "v.txt", "version", version.group(1))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void whatIsDeletedIsListedAndComesBack() {
        put(lin, bucket, "", "d.txt", "kept".getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> question = lin.get(Links.delete(bucket, "d.txt", ""));
        assertThat(question.body()).contains("Delete 1 object?", "Older versions are kept");
        lin.post(Links.DELETE, "bucket", bucket, "item", Links.encode("key:d.txt"));
        assertThat(lin.get(Links.bucket(bucket)).body()).contains("Nothing here yet");
        assertThat(lin.bytes(Links.download(bucket, "d.txt", "")).statusCode()).isEqualTo(404);
        assertThat(lin.get(Links.to(Links.DELETED, "bucket", bucket)).body()).contains("d.txt");
        assertThat(lin.get(Links.object(bucket, "d.txt")).body()).contains("This object is deleted", "Delete mark");
    }

    @Test
    void aFolderIsDeletedWithAllInItAndNothingElse() {
        for (String name : List.of("x", "y", "z")) {
            put(lin, bucket, "f/g/", name, new byte[1]);
        }
        put(lin, bucket, "", "f", new byte[1]);
        HttpResponse<String> question = lin.post(Links.ASK_DELETE, "bucket", bucket, "item", Links.encode("folder:f/"));
        assertThat(question.body()).contains("Delete 3 objects?");
        lin.post(Links.DELETE, "bucket", bucket, "item", Links.encode("folder:f/"));
        assertThat(lin.get(Links.bucket(bucket)).body()).contains(">f<").doesNotContain("f/g/", ">f/<");
    }

    @Test
    void anotherOrganisationFindsNothing() {
        put(lin, bucket, "", "secret.txt", new byte[9]);
        for (String path : List.of(
                Links.bucket(bucket),
                Links.object(bucket, "secret.txt"),
                Links.download(bucket, "secret.txt", ""),
                Links.delete(bucket, "secret.txt", ""),
                Links.to(Links.SETTINGS, "bucket", bucket),
                Links.to(Links.DELETED, "bucket", bucket),
                Links.to(Links.UPLOAD, "bucket", bucket),
                Links.to(Links.NEW_FOLDER, "bucket", bucket))) {
            assertThat(wu.get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(wu.get(Links.ROOT).body()).doesNotContain(bucket);
        assertThat(put(wu, bucket, "", "mine.txt", new byte[1]).statusCode()).isEqualTo(404);
        assertThat(wu.post(Links.DELETE, "bucket", bucket, "item", "key%3Asecret.txt")
                        .statusCode())
                .isEqualTo(404);
        assertThat(wu.post(Links.DELETE_BUCKET, "bucket", bucket, "confirm", bucket)
                        .statusCode())
                .isEqualTo(404);
        assertThat(wu.post(Links.VERSIONING, "bucket", bucket, "state", "off").statusCode())
                .isEqualTo(404);
        assertThat(wu.post("/objects/new-bucket", "name", bucket).body()).contains("This name is taken");
        assertThat(lin.bytes(Links.download(bucket, "secret.txt", "")).body()).hasSize(9);
    }

    @Test
    void whoMayOnlyReadSeesNoButtonAndIsRefused() {
        put(lin, bucket, "", "r.txt", new byte[1]);
        assertThat(mei.get(Links.bucket(bucket)).body())
                .contains("r.txt")
                .doesNotContain("Upload files", "New folder", "Delete selected", "type=\"checkbox\"");
        assertThat(mei.get(Links.ROOT).body()).contains(bucket).doesNotContain("New bucket");
        assertThat(mei.get(Links.to(Links.SETTINGS, "bucket", bucket)).body())
                .doesNotContain("Delete this bucket", "Stop keeping");
        assertThat(mei.get(Links.to(Links.UPLOAD, "bucket", bucket)).statusCode())
                .isEqualTo(403);
        assertThat(put(mei, bucket, "", "w.txt", new byte[1]).statusCode()).isEqualTo(403);
        assertThat(mei.post(Links.NEW_FOLDER, "bucket", bucket, "name", "f").statusCode())
                .isEqualTo(403);
        assertThat(mei.post(Links.DELETE, "bucket", bucket, "item", "key%3Ar.txt")
                        .statusCode())
                .isEqualTo(403);
        assertThat(mei.post(Links.VERSIONING, "bucket", bucket, "state", "off").statusCode())
                .isEqualTo(403);
        assertThat(mei.post(Links.DELETE_BUCKET, "bucket", bucket, "confirm", bucket)
                        .statusCode())
                .isEqualTo(403);
        assertThat(mei.post("/objects/new-bucket", "name", "of-mei").statusCode())
                .isEqualTo(403);
    }

    @Test
    void whatIsDoneAndRefusedIsJournalledInThePersonsName() {
        console.journal.done.clear();
        console.journal.refused.clear();
        mei.post(Links.VERSIONING, "bucket", bucket, "state", "off");
        mei.post(Links.DELETE_BUCKET, "bucket", bucket, "confirm", bucket);
        mei.post("/objects/new-bucket", "name", "of-mei");
        lin.post(Links.VERSIONING, "bucket", bucket, "state", "off");
        lin.post(Links.DELETE_BUCKET, "bucket", bucket, "confirm", bucket);
        String arn = "arn:aws:s3:::" + bucket;
        assertThat(console.journal.refused)
                .extracting(entry -> entry.call() + " " + entry.subject())
                .containsExactly(
                        "PUT_BUCKET_VERSIONING " + arn, "DELETE_BUCKET " + arn, "CREATE_BUCKET arn:aws:s3:::of-mei");
        assertThat(console.journal.done)
                .extracting(entry -> entry.call() + " " + entry.subject())
                .containsExactly("PUT_BUCKET_VERSIONING " + arn, "DELETE_BUCKET " + arn);
        Asker asker = console.journal.done.getFirst().asker().orElseThrow();
        assertThat(asker.caller())
                .isInstanceOf(Principal.class)
                .extracting("name")
                .isEqualTo("lin");
        assertThat(asker.clientAddress()).isEqualTo("127.0.0.1");
        assertThat(asker.requestId()).isNotEmpty();
    }

    @Test
    void formsWithoutTheTokenAreRefused() {
        assertThat(lin.postWithout(Links.DELETE_BUCKET, "bucket=" + bucket + "&confirm=" + bucket)
                        .statusCode())
                .isEqualTo(403);
        InputStream content = new ByteArrayInputStream(new byte[10]);
        assertThat(lin.upload(Links.to(Links.UPLOAD, "bucket", bucket), "made-up", "c.txt", content)
                        .statusCode())
                .isEqualTo(403);
        assertThat(lin.get(Links.bucket(bucket)).body()).contains("Nothing here yet");
    }

    static List<String> nastyKeys() {
        return List.of(
                "a//b",
                "../x",
                "/",
                "//",
                "./.",
                "<script>alert(1)</script>",
                "\"quoted\" & 'more'",
                "100%25+plus ?#[]",
                "line\nfeed\r\nand\ttab",
                "emoji 🌊🏗️",
                "港口/规划/图纸 1.dwg",
                "right\u202Eto left",
                "\u0001",
                "k".repeat(1024),
                "🌊".repeat(256));
    }

    @ParameterizedTest
    @MethodSource("nastyKeys")
    void anyKeyCanBeSeenReadRestoredAndDeleted(String key) {
        Bucket there = console.storage.buckets().find(bucket).orElseThrow();
        Stored.put(console.storage, there, key, "old");
        Stored.put(console.storage, there, key, "new");
        HttpResponse<String> object = lin.get(Links.object(bucket, key));
        assertThat(object.statusCode()).isEqualTo(200);
        assertThat(object.body()).doesNotContain("<script>alert").contains("Restore");
        assertThat(lin.bytes(Links.download(bucket, key, "")).body()).asString().isEqualTo("new");
        String parent = Links.parent(key);
        assertThat(lin.get(Links.folder(bucket, parent)).statusCode()).isEqualTo(200);
        Matcher version =
                Pattern.compile("name=\"version\" value=\"([0-9a-f]{32})\"").matcher(object.body());
        assertThat(version.find()).isTrue();
        HttpResponse<String> restored = lin.post(
                Links.RESTORE, "bucket", bucket, "encoded.key", Links.encode(key), "version", version.group(1));
        assertThat(restored.statusCode()).isEqualTo(303);
        assertThat(lin.bytes(Links.download(bucket, key, "")).body()).asString().isEqualTo("old");
        assertThat(lin.get(Links.delete(bucket, key, "")).statusCode()).isEqualTo(200);
        assertThat(lin.post(Links.DELETE, "bucket", bucket, "item", Links.encode("key:" + key))
                        .statusCode())
                .isEqualTo(303);
        assertThat(lin.bytes(Links.download(bucket, key, "")).statusCode()).isEqualTo(404);
    }

    @Test
    void tooLongIsRefusedAndNothingStays() {
        assertThat(put(lin, bucket, "", "big.bin", new byte[LIMIT_BYTES + 1]).statusCode())
                .isEqualTo(400);
        assertThat(put(lin, bucket, "p".repeat(1023), "xy", new byte[1]).statusCode())
                .isEqualTo(400);
        assertThat(lin.get(Links.bucket(bucket)).body()).contains("Nothing here yet");
    }

    @Test
    void mistakesAreNamedAtTheField() {
        for (String name : List.of("", "ab", "Upper", "a..b", "192.168.0.1", "-x-", "x".repeat(64))) {
            HttpResponse<String> answer = lin.post("/objects/new-bucket", "name", name);
            assertThat(answer.statusCode()).as(name).isEqualTo(422);
            assertThat(answer.body()).contains("sky-error-summary", "href=\"#name\"");
        }
        assertThat(lin.post("/objects/new-bucket", "name", bucket).body()).contains("already");
        assertThat(lin.post(Links.NEW_FOLDER, "bucket", bucket, "name", "a/b").body())
                .contains("without a slash");
        assertThat(put(lin, bucket, "", "", new byte[0]).body()).contains("Choose at least one file");
        assertThat(lin.post(Links.DELETE_BUCKET, "bucket", bucket, "confirm", "no")
                        .statusCode())
                .isEqualTo(422);
        put(lin, bucket, "", "there.txt", new byte[1]);
        assertThat(lin.post(Links.DELETE_BUCKET, "bucket", bucket, "confirm", bucket)
                        .body())
                .contains("not empty");
    }

    @Test
    void longFoldersHavePagesAndASearch() {
        Bucket there = console.storage.buckets().find(bucket).orElseThrow();
        for (int i = 0; i < 120; i++) {
            Stored.put(console.storage, there, "n%03d".formatted(i), "");
        }
        String first = lin.get(Links.bucket(bucket)).body();
        assertThat(first).contains(">n049<").doesNotContain(">n050<");
        Matcher next = Pattern.compile("href=\"([^\"]+)\" rel=\"next\"").matcher(first);
        assertThat(next.find()).isTrue();
        String second = lin.get(next.group(1).replace("&amp;", "&")).body();
        assertThat(second).contains(">n050<", ">n099<", "Back to the beginning").doesNotContain(">n049<");
        assertThat(lin.get(Links.to(Links.FOLDER, "bucket", bucket, "search", "n11"))
                        .body())
                .contains(">n110<", ">n119<")
                .doesNotContain(">n109<");
    }

    @Test
    void versioningIsSwitchedAndAnEmptyBucketDeleted() {
        lin.post(Links.VERSIONING, "bucket", bucket, "state", "off");
        assertThat(lin.get(Links.to(Links.SETTINGS, "bucket", bucket)).body()).contains("Paused");
        lin.post(Links.VERSIONING, "bucket", bucket, "state", "on");
        assertThat(lin.get(Links.to(Links.SETTINGS, "bucket", bucket)).body()).contains("Stop keeping new versions");
        assertThat(lin.post(Links.DELETE_BUCKET, "bucket", bucket, "confirm", bucket)
                        .statusCode())
                .isEqualTo(303);
        assertThat(lin.get(Links.bucket(bucket)).statusCode()).isEqualTo(404);
    }
}
