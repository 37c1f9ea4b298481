package skyhall.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every page speaks the person's language.
final class LanguageTest {
    private static RunningPortal portal;

    @BeforeAll
    static void open() {
        portal = RunningPortal.with(Map.of("SKYHALL_PORTAL_TIME_ZONE", "Asia/Shanghai"));
    }

    @AfterAll
    static void close() {
        portal.close();
    }

    @Test
    void theBrowserDecidesUntilThePersonDoes() {
        TestBrowser browser = portal.browser();
        HttpResponse<String> chinese = browser.get("/sign-in", "Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8");
        assertThat(chinese.body()).contains("<html lang=\"zh-Hans\"", ">登录</h1>");
        assertThat(chinese.headers().firstValue("Content-Language")).hasValue("zh-Hans");
        assertThat(browser.get("/sign-in").body()).contains("<html lang=\"en\"", ">Sign in</h1>");

        HttpResponse<String> chosen = browser.get("/language/zh?next=%2Fsign-in%3Fsigned-out");
        assertThat(chosen.statusCode()).isEqualTo(303);
        assertThat(chosen.headers().firstValue("Location")).hasValue("/sign-in?signed-out");
        assertThat(browser.get("/sign-in?signed-out", "Accept-Language", "en").body())
                .contains("您已退出登录。");
        browser.get("/language/en");
        assertThat(browser.get("/sign-in", "Accept-Language", "zh").body()).contains(">Sign in</h1>");
    }

    @Test
    void timesAreWrittenInTheLanguageAndTheZone() {
        TestBrowser browser = portal.browser().signedInAs("lin");
        assertThat(browser.get("/objects/gallery").body()).contains("23 November 2026, 22:05");
        browser.get("/language/zh");
        assertThat(browser.get("/objects/gallery").body()).contains("2026年11月23日 22:05");
    }

    @Test
    void errorsSpeakItToo() {
        TestBrowser browser = portal.browser();
        browser.get("/language/zh");
        assertThat(browser.get("/open/many").body()).contains("您在短时间内发出的请求过多。");
        assertThat(browser.get("/open/many", "Accept", "application/problem+json")
                        .body())
                .contains("您在短时间内");
    }

    @Test
    void aLanguageThatWeLackIsNoPageAndAnOddCookieIsNoHarm() {
        TestBrowser browser = portal.browser();
        assertThat(browser.get("/language/xx").statusCode()).isEqualTo(404);
        browser.plant("skyhall_language", "xx");
        assertThat(browser.get("/sign-in").body()).contains(">Sign in</h1>");
        assertThat(browser.get("/language/zh?next=//evil.example").headers().firstValue("Location"))
                .hasValue("/");
    }
}
