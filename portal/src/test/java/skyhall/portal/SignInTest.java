package skyhall.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Signing in, being refused, being locked out, signing out, and where one goes from there.
final class SignInTest {
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
    void aStrangerIsSentToSignInAndBack() {
        TestBrowser browser = portal.browser();
        HttpResponse<String> sent = browser.get("/objects/gallery?prefix=a%26b");
        assertThat(sent.statusCode()).isEqualTo(303);
        String place = location(sent);
        assertThat(place).isEqualTo("/sign-in?next=%2Fobjects%2Fgallery%3Fprefix%3Da%2526b");

        HttpResponse<String> page = browser.get(place);
        assertThat(page.body()).contains("name=\"next\" value=\"/objects/gallery?prefix=a%26b\"");
        HttpResponse<String> welcome = browser.submit(
                page,
                "/sign-in",
                "name",
                "lin",
                "password",
                StrictDesk.PASSWORD,
                "next",
                "/objects/gallery?prefix=a%26b");
        assertThat(welcome.statusCode()).isEqualTo(303);
        assertThat(location(welcome)).isEqualTo("/objects/gallery?prefix=a%26b");
        assertThat(browser.get(location(welcome)).statusCode()).isEqualTo(200);
    }

    @Test
    void theHomePageGreetsByNameAndListsWhatThePersonMayUse() {
        HttpResponse<String> home = portal.browser().signedInAs("lin").get("/");
        assertThat(home.statusCode()).isEqualTo(200);
        assertThat(home.body()).contains("Welcome, Lin Yue", "harbour-city", "href=\"/objects\"", "href=\"/bills\"");
    }

    @Test
    void whoMayUseNothingIsToldSoAndNamesAreEscaped() {
        HttpResponse<String> home = portal.browser().signedInAs("wu").get("/");
        assertThat(home.body())
                .contains("No services yet", "Wu &lt;b&gt;Min&lt;/b&gt;")
                .doesNotContain("<b>", "href=\"/objects\"");
    }

    @Test
    void aSectionThatIsHiddenIsClosed() {
        assertThat(portal.browser().signedInAs("wu").get("/objects/gallery").statusCode())
                .isEqualTo(403);
        assertThat(portal.browser().signedInAs("lin").get("/objects/gallery").statusCode())
                .isEqualTo(200);
    }

    @Test
    void unknownNameAndWrongPasswordGetTheSamePage() {
        TestBrowser browser = portal.browser();
        HttpResponse<String> unknown = browser.signIn("nobody", "x");
        HttpResponse<String> wrong = browser.signIn("lin", "x");
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(unmarked(unknown.body().replace("value=\"nobody\"", "value=\"lin\"")))
                .isEqualTo(unmarked(wrong.body()));
        assertThat(wrong.body()).contains("The name or the password is not right.", "value=\"lin\"");
        assertThat(browser.cookie("skyhall_session")).isEmpty();
        browser.signedInAs("lin");
    }

    @Test
    void afterTooManyAttemptsThePageSaysWhenToComeBack() {
        try (RunningPortal own = RunningPortal.start()) {
            TestBrowser browser = own.browser();
            for (int i = 0; i < 3; i++) {
                assertThat(browser.signIn("lin", "guess" + i).statusCode()).isEqualTo(401);
            }
            HttpResponse<String> locked = browser.signIn("lin", StrictDesk.PASSWORD);
            assertThat(locked.statusCode()).isEqualTo(429);
            assertThat(locked.headers().firstValue("Retry-After")).hasValue("901");
            assertThat(locked.body())
                    .contains(
                            "Signing in is paused", "<time datetime=\"2026-11-23T14:20:00Z\">23 November 2026, 14:20");
            own.clock.forward(StrictDesk.LOCKOUT.plusSeconds(1));
            browser.signedInAs("lin");
        }
    }

    @Test
    void whereToGoNextIsNeverAnotherSite() {
        for (String place : List.of(
                "//evil.example/",
                "https://evil.example/",
                "/\\evil.example",
                "\t//evil.example",
                "javascript:alert(1)",
                "/sign-in?next=/sign-in",
                "",
                "/x\r\nSet-Cookie: a=b")) {
            TestBrowser browser = portal.browser();
            HttpResponse<String> welcome = browser.submit(
                    browser.get("/sign-in"), "/sign-in", "name", "lin", "password", StrictDesk.PASSWORD, "next", place);
            assertThat(welcome.statusCode()).isEqualTo(303);
            assertThat(location(welcome)).as(place).isEqualTo("/");
        }
    }

    @Test
    void whoHasSignedInDoesNotSeeTheSignInPage() {
        HttpResponse<String> answer = portal.browser().signedInAs("lin").get("/sign-in?next=/account");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(location(answer)).isEqualTo("/account");
    }

    @Test
    void signingOutEndsTheSessionInTheDatabaseToo() {
        TestBrowser browser = portal.browser().signedInAs("lin");
        String cookie = browser.cookie("skyhall_session").orElseThrow();
        HttpResponse<String> out = browser.submit(browser.get("/"), "/sign-out");
        assertThat(out.statusCode()).isBetween(302, 303);
        assertThat(location(out)).isEqualTo("/sign-in?signed-out");
        assertThat(browser.get("/sign-in?signed-out").body()).contains("You have signed out.");
        browser.plant("skyhall_session", cookie);
        assertThat(browser.get("/account").statusCode()).isEqualTo(303);
    }

    @Test
    void signingOutByALinkDoesNothing() {
        TestBrowser browser = portal.browser().signedInAs("lin");
        assertThat(browser.get("/sign-out").statusCode()).isIn(404, 405);
        assertThat(browser.get("/account").statusCode()).isEqualTo(200);
    }

    @Test
    void programsAreAskedToSignInWithAProblem() {
        HttpResponse<String> answer = portal.browser().get("/account", "Accept", "application/json");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"SKY-2001\"");
    }

    @Test
    void htmxIsToldToMoveTheWholeWindow() {
        HttpResponse<String> answer = portal.browser().get("/account", "HX-Request", "true");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("HX-Redirect")).hasValue("/sign-in?next=%2Faccount");
    }

    @Test
    void aPersonWhoIsDisabledIsOutWithTheNextClick() {
        try (RunningPortal own = RunningPortal.start()) {
            TestBrowser browser = own.browser().signedInAs("lin");
            assertThat(browser.get("/account").statusCode()).isEqualTo(200);
            own.desk.disable("lin");
            assertThat(browser.get("/account").statusCode()).isEqualTo(303);
            own.clock.forward(Duration.ofSeconds(1));
            assertThat(browser.signIn("lin", StrictDesk.PASSWORD).statusCode()).isEqualTo(401);
        }
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static String unmarked(String html) {
        return html.replaceAll("value=\"[A-Za-z0-9_=-]{40,}\"", "value=\"token\"")
                .replaceAll("<code>[0-9a-f]+</code>", "");
    }
}
