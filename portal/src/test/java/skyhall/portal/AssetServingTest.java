package skyhall.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/// Assets over HTTP.
final class AssetServingTest {
    @Test
    void assetsAreKeptForAYearAndCompressedForWhoAsks() {
        try (RunningPortal portal = RunningPortal.start()) {
            TestBrowser browser = portal.browser();
            String path = FailurePageTest.stylePath(browser.get("/sign-in").body());
            HttpResponse<String> plain = browser.get(path);
            assertThat(plain.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
            assertThat(plain.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/css");
            assertThat(plain.headers().allValues("Set-Cookie")).isEmpty();
            HttpResponse<String> small = browser.get(path, "Accept-Encoding", "br, gzip");
            assertThat(small.headers().firstValue("Content-Encoding")).hasValue("gzip");
            assertThat(small.headers().firstValueAsLong("Content-Length").orElseThrow())
                    .isLessThan(plain.body().length());
            assertThat(browser.send("HEAD", path, "").body()).isEmpty();
            assertThat(browser.get(path.replace(".css", ".map")).statusCode()).isEqualTo(303);
        }
    }
}
