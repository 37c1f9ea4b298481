package skyhall.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What is shown when something is wrong.
final class FailurePageTest {
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
    void whatIsNotThereIs404InTheFrame() {
        HttpResponse<String> answer = portal.browser().signedInAs("lin").get("/nowhere");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .contains(
                        "SKY-2006",
                        "There is no page at this address.",
                        "Lin Yue",
                        "Go to the home page",
                        requestId(answer));
    }

    @Test
    void anotherMethodIs405AndSaysWhichServe() {
        HttpResponse<String> answer = portal.browser().get("/open/post");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
        assertThat(answer.body()).contains("SKY-2007");
    }

    @Test
    void ourOwnMistakeIs500AndTellsNothingOfTheInside() {
        HttpResponse<String> answer = portal.browser().get("/open/broken");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .contains("SKY-1999", "If you ask for help", requestId(answer))
                .doesNotContain("4711", "Exception", "at skyhall");
    }

    @Test
    void eachFaultHasItsStatus() {
        TestBrowser browser = portal.browser();
        assertThat(browser.get("/open/gone").statusCode()).isEqualTo(503);
        assertThat(browser.get("/open/many").statusCode()).isEqualTo(429);
        HttpResponse<String> detail = browser.get("/open/detail");
        assertThat(detail.statusCode()).isEqualTo(403);
        assertThat(detail.body()).contains("The folder &lt;plans&gt; is closed.");
    }

    @Test
    void programsGetAProblem() {
        HttpResponse<String> answer = portal.browser().get("/open/detail", "Accept", "application/json");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"You do not have the right to use this page.\","
                        + "\"status\":403,\"detail\":\"The folder <plans> is closed.\",\"code\":\"SKY-2005\","
                        + "\"remedy\":\"Ask an administrator of your organisation for access.\",\"requestId\":\""
                        + requestId(answer) + "\"}");
    }

    @Test
    void aFormThatIsTooLargeIs413() {
        TestBrowser browser = portal.browser().signedInAs("lin");
        String token = TestBrowser.token(browser.get("/account").body());
        HttpResponse<String> answer = browser.send(
                "POST",
                "/open/post",
                "word=" + "x".repeat(300 * 1024),
                "Content-Type",
                "application/x-www-form-urlencoded",
                "X-CSRF-TOKEN",
                token);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("SKY-2008");
    }

    @Test
    void aFileThatIsTooLargeIs413() {
        try (RunningPortal small = RunningPortal.with(java.util.Map.of("SKYHALL_PORTAL_UPLOAD_BYTES", "1KiB"))) {
            TestBrowser browser = small.browser().signedInAs("lin");
            String token = TestBrowser.token(browser.get("/account").body());
            String body = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
                    + "x".repeat(2000) + "\r\n--edge--\r\n";
            HttpResponse<String> answer = browser.send(
                    "POST", "/open/upload?_csrf=" + token, body, "Content-Type", "multipart/form-data; boundary=edge");
            assertThat(answer.statusCode()).isEqualTo(413);
        }
    }

    @Test
    void addressesThatTryTricksAre400InTheFrame() {
        for (String path :
                java.util.List.of("/open/%2e%2e/account", "/open//hello", "/open/hello;x=1", "/open/a%2Fb")) {
            HttpResponse<String> answer = portal.browser().get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(400);
            assertThat(answer.body()).as(path).doesNotContain("Exception", "Jetty");
        }
    }

    @Test
    void whatIsNoHttpGetsOneLine() throws IOException {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), portal.port())) {
            OutputStream out = socket.getOutputStream();
            out.write("NONSENSE\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).contains("Content-Security-Policy: default-src 'none'");
            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .endsWith("400 Bad Request\n")
                    .doesNotContain("Jetty", "org.");
        }
    }

    @Test
    void withoutTheDatabasePagesSay503AndAssetsStillCome() {
        try (RunningPortal own = RunningPortal.start()) {
            TestBrowser browser = own.browser().signedInAs("lin");
            String page = browser.get("/account").body();
            ((com.zaxxer.hikari.HikariDataSource) own.database.dataSource()).close();
            HttpResponse<String> answer = browser.get("/account");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("SKY-1003", "The database cannot be reached.");
            assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
            assertThat(browser.get(stylePath(page)).statusCode()).isEqualTo(200);
            assertThat(own.browser().get("/sign-in").statusCode()).isEqualTo(200);
        }
    }

    static String stylePath(String page) {
        return page.substring(page.indexOf("/assets/skyhall."), page.indexOf(".css\"") + 4)
                .replaceFirst("(?s)^.*(/assets/)", "$1");
    }

    private static String requestId(HttpResponse<String> answer) {
        return answer.headers().firstValue("X-Request-Id").orElseThrow();
    }
}
