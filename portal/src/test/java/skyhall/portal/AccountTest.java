package skyhall.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A person's own page: a new password, and signing out everywhere.
final class AccountTest {
    private static final String NEW = "quiet river under bridges";

    private RunningPortal portal;

    @BeforeEach
    void open() {
        portal = RunningPortal.start();
    }

    @AfterEach
    void close() {
        portal.close();
    }

    @Test
    void aNewPasswordKeepsThisSessionAndEndsTheOthers() {
        TestBrowser other = portal.browser().signedInAs("lin");
        TestBrowser here = portal.browser().signedInAs("lin");
        String before = here.cookie("skyhall_session").orElseThrow();
        portal.clock.forward(java.time.Duration.ofMinutes(1));

        HttpResponse<String> changed = change(here, StrictDesk.PASSWORD, NEW, NEW);
        assertThat(changed.statusCode()).isEqualTo(303);
        HttpResponse<String> page =
                here.get(changed.headers().firstValue("Location").orElseThrow());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Your password was changed.");
        assertThat(here.cookie("skyhall_session").orElseThrow()).isNotEqualTo(before);
        assertThat(other.get("/account").statusCode()).isEqualTo(303);
        assertThat(SessionTest.sessions(portal)).isEqualTo(1);
        assertThat(portal.browser().signIn("lin", StrictDesk.PASSWORD).statusCode())
                .isEqualTo(401);
        assertThat(portal.browser().signIn("lin", NEW).statusCode()).isEqualTo(303);
    }

    @Test
    void eachRefusalStandsAtItsField() {
        TestBrowser browser = portal.browser().signedInAs("lin");
        HttpResponse<String> differs = change(browser, StrictDesk.PASSWORD, NEW, NEW + "!");
        assertThat(differs.statusCode()).isEqualTo(422);
        assertThat(differs.body()).contains("<p id=\"repeated-error\" class=\"sky-error\">The two new passwords");
        HttpResponse<String> wrong = change(browser, "guess", NEW, NEW);
        assertThat(wrong.body())
                .contains("<p id=\"current-error\" class=\"sky-error\">The current password is not right.");
        HttpResponse<String> tooShort = change(browser, StrictDesk.PASSWORD, "short", "short");
        assertThat(tooShort.body()).contains("<a href=\"#wanted\">The new password is too short.</a>");
        assertThat(tooShort.body()).doesNotContain(StrictDesk.PASSWORD);
    }

    @Test
    void guessingHereLocksOutToo() {
        TestBrowser browser = portal.browser().signedInAs("lin");
        for (int i = 0; i < 3; i++) {
            change(browser, "guess" + i, NEW, NEW);
        }
        HttpResponse<String> locked = change(browser, StrictDesk.PASSWORD, NEW, NEW);
        assertThat(locked.statusCode()).isEqualTo(429);
        assertThat(locked.body()).contains("Try again from 23 November 2026, 14:20.");
    }

    @Test
    void signingOutEverywhereEndsAllSessionsOfThisPersonAlone() {
        TestBrowser other = portal.browser().signedInAs("lin");
        TestBrowser stranger = portal.browser().signedInAs("wu");
        TestBrowser here = portal.browser().signedInAs("lin");
        HttpResponse<String> out = here.submit(here.get("/account"), "/account/sign-out-everywhere");
        assertThat(out.headers().firstValue("Location")).hasValue("/sign-in?signed-out");
        assertThat(here.get("/account").statusCode()).isEqualTo(303);
        assertThat(other.get("/account").statusCode()).isEqualTo(303);
        assertThat(stranger.get("/account").statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> change(TestBrowser browser, String current, String wanted, String repeated) {
        return browser.submit(
                browser.get("/account"),
                "/account/password",
                "current",
                current,
                "wanted",
                wanted,
                "repeated",
                repeated);
    }
}
