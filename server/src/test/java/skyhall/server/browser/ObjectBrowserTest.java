package skyhall.server.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A person with a real browser: signs in, makes a bucket, uploads, downloads, restores, deletes;
/// in both languages. Leaves pictures of the pages in `docs/screenshots`.
@Tag("slow")
final class ObjectBrowserTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final int BIG_BYTES = 200 * 1024 * 1024;

    @TempDir
    static Path folder;

    private static RunningHouse house;
    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void open() throws IOException {
        assumeTrue(Files.isExecutable(CHROMIUM), "Debian's package 'chromium' is not installed: nothing was tried.");
        house = RunningHouse.start(folder);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox")));
    }

    @AfterAll
    static void close() {
        if (playwright != null) {
            playwright.close();
        }
        if (house != null) {
            house.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDayWithObjects(boolean chinese) throws IOException {
        String bucket = chinese ? "city-archive" : "harbour-plans";
        try (Window window = new Window(browser, house.address(), chinese, true)) {
            window.signIn();
            window.check();
            makeBucket(window, bucket);
            Path big = random("survey-2026.bin", BIG_BYTES);
            uploadBig(window, big);
            assertThat(downloaded(window, "survey-2026.bin")).isEqualTo(sha256(big));
            versions(window, bucket);
            fillAndShow(window, bucket);
            delete(window, bucket);
        }
    }

    private static void makeBucket(Window window, String name) {
        window.open("/objects");
        window.check();
        window.click("New bucket", "新建存储桶");
        window.page().fill("#name", "Not A Name");
        window.click("New bucket", "新建存储桶");
        assertThat(window.page().locator(".sky-error-summary").innerText())
                .contains(window.say("lower-case letters", "小写字母"));
        window.check();
        window.page().fill("#name", name);
        window.page().check("#versioning-0");
        window.click("New bucket", "新建存储桶");
        assertThat(window.page().locator("h1").innerText()).isEqualTo(name);
        window.check();
    }

    private static void uploadBig(Window window, Path big) {
        window.click("Upload files", "上传文件");
        window.check();
        // Everything the bar shows is written down, to see afterwards that it moved.
        window.page()
                .evaluate("() => { window.seen = []; new MutationObserver(() => {"
                        + " const bar = document.querySelector('.storage-uploads progress');"
                        + " if (bar) { sessionStorage.setItem('seen', JSON.stringify(window.seen));"
                        + " window.seen.push(bar.value); } })"
                        + ".observe(document.querySelector('[data-storage-upload]'),"
                        + " {subtree: true, childList: true, characterData: true}); }");
        window.page().setInputFiles("#file", big);
        window.click("Upload", "上传");
        window.page()
                .waitForFunction("() => { const bar = document.querySelector('.storage-uploads progress');"
                        + " return bar && bar.value > 20 && bar.value < 100; }");
        window.shoot("upload");
        window.page()
                .waitForURL(
                        "**/objects/bucket?*done=uploaded",
                        new com.microsoft.playwright.Page.WaitForURLOptions().setTimeout(120_000));
        List<?> seen = (List<?>) window.page().evaluate("() => JSON.parse(sessionStorage.getItem('seen'))");
        assertThat(seen.stream().distinct().count())
                .as("positions of the bar: " + seen)
                .isGreaterThan(3);
    }

    private static byte[] downloaded(Window window, String name) throws IOException {
        window.click(name, name);
        Download download = window.page().waitForDownload(() -> window.click("Download", "下载"));
        assertThat(download.suggestedFilename()).isEqualTo(name);
        return sha256(download.path());
    }

    private static void versions(Window window, String bucket) throws IOException {
        Path file = folder.resolve(window.say("budget 2027.txt", "预算 2027.txt"));
        String name = file.getFileName().toString();
        for (String text : List.of("first", "the second one")) {
            Files.writeString(file, text);
            window.open("/objects/upload?bucket=" + bucket);
            window.page().setInputFiles("#file", file);
            window.click("Upload", "上传");
            window.page().waitForURL("**/objects/bucket?*done=uploaded");
        }
        byte[] second = downloaded(window, name);
        assertThat(second).isEqualTo(sha256(file));
        assertThat(window.page().locator("tbody tr").count()).isEqualTo(2);
        restore(window);
        assertThat(window.page().url()).contains("done=restored");
        assertThat(window.page().locator("tbody tr").count()).isEqualTo(3);
        window.check("object");
        Download restored = window.page()
                .waitForDownload(
                        () -> window.page().locator("a.sky-button--primary").click());
        assertThat(Files.readString(restored.path())).isEqualTo("first");
    }

    /// Restores the newest of the older versions.
    private static void restore(Window window) {
        window.page().locator("form[action='/objects/restore'] button").first().click();
    }

    private static void fillAndShow(Window window, String bucket) throws IOException {
        window.open("/objects/new-folder?bucket=" + bucket);
        window.check();
        for (String name : List.of(window.say("drawings", "图纸"), window.say("minutes", "会议纪要"))) {
            window.open("/objects/new-folder?bucket=" + bucket);
            window.page().fill("#name", name);
            window.click("New folder", "新建文件夹");
        }
        Path one = Files.writeString(folder.resolve("quay-wall.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
        Path two = Files.write(folder.resolve("tender.pdf"), new byte[48_000]);
        window.click("Upload files", "上传文件");
        window.page().setInputFiles("#file", new Path[] {one, two});
        window.click("Upload", "上传");
        window.page().waitForURL("**/objects/bucket?*done=uploaded");
        window.check();
        for (Path file : List.of(one, two)) {
            window.open("/objects/upload?bucket=" + bucket);
            window.page().setInputFiles("#file", file);
            window.click("Upload", "上传");
            window.page().waitForURL("**/objects/bucket?*done=uploaded");
        }
        window.open("/objects/bucket?bucket=" + bucket);
        window.check("folder");
        window.open("/objects");
        window.check("buckets");
        window.open("/objects/settings?bucket=" + bucket);
        window.check();
    }

    private static void delete(Window window, String bucket) {
        window.open("/objects/bucket?bucket=" + bucket);
        window.page()
                .getByLabel(window.say("Select tender.pdf", "选择 tender.pdf"))
                .check();
        window.click("Delete selected", "删除所选");
        window.check();
        window.click("Delete", "删除");
        assertThat(window.page().locator(".storage-list").innerText()).doesNotContain("tender.pdf");
        window.click("Deleted", "已删除");
        window.check();
        window.click("tender.pdf", "tender.pdf");
        window.check();
        restore(window);
        window.open("/objects/bucket?bucket=" + bucket);
        assertThat(window.page().locator(".storage-list").innerText()).contains("tender.pdf");
        window.shootNarrowAndDark("folder-dark");
    }

    @Test
    void withoutScripts() throws IOException {
        try (Window window = new Window(browser, house.address(), false, false)) {
            window.signIn();
            window.open("/objects/new-bucket");
            window.page().fill("#name", "no-scripts");
            window.click("New bucket", "");
            window.click("Upload files", "");
            window.page().setInputFiles("#file", Files.writeString(folder.resolve("plain.txt"), "plain"));
            window.click("Upload", "");
            window.click("plain.txt", "");
            Download download = window.page().waitForDownload(() -> window.click("Download", ""));
            assertThat(Files.readString(download.path())).isEqualTo("plain");
            window.click("Delete", "");
            window.click("Delete", "");
            assertThat(window.page().locator(".sky-empty").innerText()).contains("Nothing here yet");
            window.open("/objects/settings?bucket=no-scripts");
            window.page().fill("#confirm", "no-scripts");
            window.click("Delete this bucket", "");
            assertThat(window.page().locator(".sky-banner").innerText()).contains("The bucket is deleted.");
        }
    }

    private static Path random(String name, int bytes) throws IOException {
        Path file = folder.resolve(name);
        byte[] block = new byte[1 << 20];
        Random random = new Random(7);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int written = 0; written < bytes; written += block.length) {
                random.nextBytes(block);
                out.write(block);
            }
        }
        return file;
    }

    private static byte[] sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(OutputStream.nullOutputStream());
            return digest.getMessageDigest().digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
