package skyhall.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What every answer says beside its body.
final class HeaderTest {
    private static RunningPortal portal;

    @BeforeAll
    static void open() {
        portal = RunningPortal.start();
    }

    @AfterAll
    static void close() {
        portal.close();
    }

    @Test
    void pagesAssetsAndErrorsAreAllStrict() {
        TestBrowser browser = portal.browser();
        String style = FailurePageTest.stylePath(browser.get("/sign-in").body());
        for (String path : List.of("/sign-in", "/nowhere", "/open/broken", "/open/hello;x=1", "/open/hello", style)) {
            HttpResponse<String> answer = browser.get(path);
            assertThat(header(answer, "Content-Security-Policy"))
                    .as(path)
                    .startsWith("default-src 'none'")
                    .contains("frame-ancestors 'none'", "script-src 'self'", "style-src 'self'")
                    .doesNotContain("unsafe");
            assertThat(header(answer, "X-Content-Type-Options")).as(path).isEqualTo("nosniff");
            assertThat(header(answer, "X-Frame-Options")).as(path).isEqualTo("DENY");
            assertThat(header(answer, "Referrer-Policy")).as(path).isEqualTo("same-origin");
            assertThat(header(answer, "X-Request-Id")).as(path).matches("[0-9A-F]{16}");
            assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                    .as(path)
                    .isEmpty();
            assertThat(answer.headers().firstValue("Server")).as(path).isEmpty();
        }
    }

    @Test
    void pagesAreNeverKept() {
        TestBrowser browser = portal.browser();
        assertThat(header(browser.get("/sign-in"), "Cache-Control")).isEqualTo("no-store");
        browser.signedInAs("lin");
        assertThat(header(browser.get("/"), "Cache-Control")).isEqualTo("no-store");
        assertThat(header(browser.get("/open/hello"), "Cache-Control")).contains("no-store");
    }

    @Test
    void pagesHoldNothingThatThePolicyForbids() {
        TestBrowser browser = portal.browser();
        String signIn = browser.get("/sign-in").body();
        browser.signedInAs("lin");
        Pattern inline = Pattern.compile("<style|\\sstyle=|<script(?! src=)|\\son[a-z]+=|javascript:");
        for (String page : List.of(
                signIn,
                browser.get("/").body(),
                browser.get("/account").body(),
                browser.get("/objects/gallery").body())) {
            assertThat(inline.matcher(page).results().map(found -> found.group()))
                    .isEmpty();
        }
    }

    @Test
    void requestIdsAreOursAndDiffer() {
        HttpResponse<String> first = portal.browser().get("/sign-in", "X-Request-Id", "theirs");
        HttpResponse<String> second = portal.browser().get("/sign-in");
        assertThat(header(first, "X-Request-Id")).isNotEqualTo("theirs").isNotEqualTo(header(second, "X-Request-Id"));
    }

    @Test
    void onlyNamedProxiesAreBelieved() {
        String[] forwarded = {"X-Forwarded-For", "198.51.100.7, 203.0.113.9", "X-Forwarded-Proto", "https"};
        assertThat(portal.browser().get("/open/address", forwarded).body()).isEqualTo("127.0.0.1 false");
        try (RunningPortal behind =
                RunningPortal.with(Map.of("SKYHALL_PORTAL_TRUSTED_PROXIES", "127.0.0.0/8, 203.0.113.0/24"))) {
            HttpResponse<String> answer = behind.browser().get("/open/address", forwarded);
            assertThat(answer.body()).isEqualTo("198.51.100.7 true");
            assertThat(header(answer, "Strict-Transport-Security")).contains("max-age=31536000");
            assertThat(behind.browser().get("/open/address").body()).isEqualTo("127.0.0.1 false");
        }
    }

    @Test
    void behindATlsProxyCookiesAreSecure() {
        try (RunningPortal behind = RunningPortal.with(Map.of("SKYHALL_PORTAL_TRUSTED_PROXIES", "127.0.0.1"))) {
            HttpResponse<String> answer = behind.browser().get("/sign-in", "X-Forwarded-Proto", "https");
            assertThat(header(answer, "Set-Cookie"))
                    .startsWith("__Host-skyhall_form=")
                    .contains("Secure");
        }
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
