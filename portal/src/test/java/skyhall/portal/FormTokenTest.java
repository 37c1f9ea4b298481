package skyhall.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Nothing changes without a token from our own page.
final class FormTokenTest {
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
    void aFormWithoutTokenIsRefusedWithAPageThatSaysWhatToDo() {
        TestBrowser browser = portal.browser().signedInAs("lin");
        HttpResponse<String> answer = browser.post("/sign-out", "");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("SKY-2004", "The form you sent is no longer valid.", "Lin Yue");
        assertThat(browser.get("/account").statusCode()).isEqualTo(200);
    }

    @Test
    void signingInNeedsATokenToo() {
        TestBrowser browser = portal.browser();
        assertThat(browser.post("/sign-in", "", "name", "lin", "password", StrictDesk.PASSWORD)
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.cookie("skyhall_session")).isEmpty();
    }

    @Test
    void aTokenOfAnotherPersonIsWorthNothing() {
        String others = TestBrowser.token(
                portal.browser().signedInAs("wu").get("/account").body());
        TestBrowser browser = portal.browser().signedInAs("lin");
        browser.get("/account");
        assertThat(browser.post("/sign-out", others).statusCode()).isEqualTo(403);
    }

    @Test
    void theTokenOfTheVisitorDoesNotServeThePerson() {
        TestBrowser browser = portal.browser();
        String visitors = TestBrowser.token(browser.get("/sign-in").body());
        browser.signedInAs("lin");
        assertThat(browser.post("/sign-out", visitors).statusCode()).isEqualTo(403);
    }

    @Test
    void tokensLookDifferentOnEveryPageAndAllServe() {
        TestBrowser browser = portal.browser().signedInAs("lin");
        String first = TestBrowser.token(browser.get("/account").body());
        String second = TestBrowser.token(browser.get("/account").body());
        assertThat(first).isNotEqualTo(second);
        assertThat(browser.post("/open/post", first, "word", "a").body()).isEqualTo("got a");
        assertThat(browser.post("/open/post", second, "word", "b").body()).isEqualTo("got b");
    }

    @Test
    void scriptsSendTheTokenAsAHeader() {
        TestBrowser browser = portal.browser().signedInAs("lin");
        String token = TestBrowser.token(browser.get("/account").body());
        assertThat(browser.get("/account").body()).contains("<meta name=\"skyhall-csrf\" content=\"");
        assertThat(browser.send("POST", "/open/post?word=c", "", "X-CSRF-TOKEN", token)
                        .body())
                .isEqualTo("got c");
    }

    @Test
    void formsWithFilesCarryTheTokenInTheQuery() {
        TestBrowser browser = portal.browser().signedInAs("lin");
        String token = TestBrowser.token(browser.get("/account").body());
        assertThat(upload(browser, "/open/upload?_csrf=" + token, "").body()).isEqualTo("got 5");
    }

    @Test
    void aTokenInsideAFormWithFilesIsNotReadBecauseItsBodyIsNotRead() {
        TestBrowser browser = portal.browser().signedInAs("lin");
        String token = TestBrowser.token(browser.get("/account").body());
        assertThat(upload(browser, "/open/upload", token).statusCode()).isEqualTo(403);
    }

    private static HttpResponse<String> upload(TestBrowser browser, String path, String tokenInside) {
        String body = "--edge\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + tokenInside
                + "\r\n--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nhello\r\n--edge--\r\n";
        return browser.send("POST", path, body, "Content-Type", "multipart/form-data; boundary=edge");
    }
}
