package skyhall.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How sessions begin, live and end.
final class SessionTest {
    @Test
    void aVisitorCostsNoRow() {
        try (RunningPortal portal = RunningPortal.start()) {
            TestBrowser browser = portal.browser();
            browser.get("/");
            browser.get("/sign-in");
            browser.signIn("lin", "wrong");
            assertThat(sessions(portal)).isZero();
            browser.signedInAs("lin");
            assertThat(sessions(portal)).isEqualTo(1);
        }
    }

    @Test
    void aSessionOutlivesARestartOfTheServer() {
        try (RunningPortal portal = RunningPortal.start()) {
            TestBrowser browser = portal.browser().signedInAs("lin");
            String before = TestBrowser.token(browser.get("/account").body());
            portal.restart();
            HttpResponse<String> account = browser.get("/account");
            assertThat(account.statusCode()).isEqualTo(200);
            assertThat(account.body()).contains("Lin Yue");
            assertThat(browser.post("/sign-out", before).statusCode()).isBetween(302, 303);
        }
    }

    @Test
    void signingInNeverKeepsASessionThatWasThereBefore() {
        try (RunningPortal portal = RunningPortal.start()) {
            TestBrowser attacker = portal.browser().signedInAs("wu");
            String planted = attacker.cookie("skyhall_session").orElseThrow();
            TestBrowser victim = portal.browser();
            victim.plant("skyhall_session", planted);
            String token = TestBrowser.token(victim.get("/account").body());
            victim.post("/sign-in", token, "name", "lin", "password", StrictDesk.PASSWORD);
            assertThat(victim.cookie("skyhall_session").orElseThrow()).isNotEqualTo(planted);
            assertThat(victim.get("/account").body()).contains("Lin Yue");
            assertThat(attacker.get("/account").body()).doesNotContain("Lin Yue");
        }
    }

    @Test
    void anInventedSessionIdIsNeverTakenUp() {
        try (RunningPortal portal = RunningPortal.start()) {
            TestBrowser browser = portal.browser();
            browser.plant("skyhall_session", "MTIzNDU2NzgtMTIzNC0xMjM0LTEyMzQtMTIzNDU2Nzg5YWJj");
            HttpResponse<String> sent = browser.get("/account");
            assertThat(sent.headers().firstValue("Location")).hasValue("/sign-in?ended&next=%2Faccount");
            assertThat(browser.get("/sign-in?ended").body()).contains("Your session has ended.");
            browser.signedInAs("lin");
            assertThat(browser.cookie("skyhall_session").orElseThrow()).doesNotStartWith("MTIzNDU2");
        }
    }

    @Test
    void howeverBusyASessionEndsAfterItsTime() {
        try (RunningPortal portal = RunningPortal.with(Map.of("SKYHALL_PORTAL_SESSION_ABSOLUTE", "2h"))) {
            TestBrowser browser = portal.browser().signedInAs("lin");
            portal.clock.forward(Duration.ofMinutes(119));
            assertThat(browser.get("/account").statusCode()).isEqualTo(200);
            portal.clock.forward(Duration.ofMinutes(2));
            assertThat(browser.get("/account").statusCode()).isEqualTo(303);
            assertThat(sessions(portal)).isZero();
        }
    }

    /// The idle time is Spring Session's and runs on the system's clock, so the row is aged instead.
    @Test
    void anIdleSessionEnds() {
        try (RunningPortal portal = RunningPortal.start()) {
            TestBrowser browser = portal.browser().signedInAs("lin");
            assertThat(portal.database
                            .sql()
                            .sql("SELECT max_inactive_interval FROM portal.session")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1800);
            portal.database
                    .sql()
                    .sql("UPDATE portal.session SET last_access_time = last_access_time - 1801000")
                    .update();
            assertThat(browser.get("/account").statusCode()).isEqualTo(303);
        }
    }

    @Test
    void theDatabaseHoldsOnlyText() {
        try (RunningPortal portal = RunningPortal.start()) {
            TestBrowser browser = portal.browser().signedInAs("lin");
            browser.get("/account");
            List<String> texts = portal.database
                    .sql()
                    .sql(
                            "SELECT attribute_name || '=' || convert_from(attribute_bytes, 'UTF8') FROM portal.session_attributes")
                    .query(String.class)
                    .list();
            assertThat(texts).contains("skyhall.person=1", "skyhall.since=2026-11-23T14:05:00Z");
            assertThat(texts).hasSize(4);
        }
    }

    @Test
    void theCookieIsClosedToScriptsAndOtherSites() {
        try (RunningPortal portal = RunningPortal.start()) {
            TestBrowser browser = portal.browser();
            HttpResponse<String> answer = browser.signIn("lin", StrictDesk.PASSWORD);
            List<String> cookies = answer.headers().allValues("Set-Cookie");
            assertThat(cookies).anySatisfy(cookie -> assertThat(cookie)
                    .startsWith("skyhall_session=")
                    .contains("HttpOnly", "SameSite=Lax", "Path=/")
                    .doesNotContain("Secure"));
        }
    }

    static int sessions(RunningPortal portal) {
        return portal.database
                .sql()
                .sql("SELECT count(*) FROM portal.session")
                .query(Integer.class)
                .single();
    }
}
