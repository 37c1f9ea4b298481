package skyhall.portal.home;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import skyhall.platform.identity.PrincipalId;
import skyhall.portal.page.Frame;
import skyhall.portal.page.Layout;
import skyhall.portal.page.Page;
import skyhall.portal.person.PeopleDesk;
import skyhall.portal.person.PeopleDesk.PasswordChange;
import skyhall.portal.signin.SessionPeople;
import skyhall.portal.signin.SessionStore;

/// A person's own name and organisation, a new password, and signing out everywhere.
public final class AccountPage {
    private static final String PATH = "/account";

    private final PeopleDesk people;
    private final SessionStore sessions;
    private final SessionPeople sessionPeople;

    public AccountPage(PeopleDesk people, SessionStore sessions, SessionPeople sessionPeople) {
        this.people = people;
        this.sessions = sessions;
        this.sessionPeople = sessionPeople;
    }

    /// `/account` and what its forms post to.
    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET(PATH, this::show)
                .POST(PATH + "/password", this::changePassword)
                .POST(PATH + "/sign-out-everywhere", this::signOutEverywhere)
                .build();
    }

    private ServerResponse show(ServerRequest request) {
        Page page = Page.of(request);
        return answer(page, 200, request.param("changed").isPresent() ? AccountView.changed() : AccountView.plain());
    }

    private ServerResponse changePassword(ServerRequest request) {
        Page page = Page.of(request);
        String wanted = request.param("wanted").orElse("");
        if (!wanted.equals(request.param("repeated").orElse(""))) {
            return answer(page, 422, AccountView.repeatedError(page.text("portal.account.repeated.differs")));
        }
        PrincipalId id = page.person().id();
        PasswordChange change = people.changePassword(
                id,
                request.param("current").orElse(""),
                wanted,
                request.servletRequest().getRemoteAddr());
        return switch (change) {
            case PasswordChange.Changed _ -> changed(request.servletRequest(), id);
            case PasswordChange.WrongPassword _ ->
                answer(page, 422, AccountView.currentError(page.text("portal.account.current.wrong")));
            case PasswordChange.Unfit(var reason) ->
                answer(page, 422, AccountView.wantedError(page.text("portal.account.wanted." + reason.name())));
            case PasswordChange.LockedOut(var until) ->
                answer(page, 429, AccountView.currentError(page.text("portal.account.lockedout", until)));
        };
    }

    /// Other sessions end with the old password; this one goes on under a new id.
    private ServerResponse changed(HttpServletRequest request, PrincipalId id) {
        sessions.endOthers(id, request.getSession().getId());
        request.changeSessionId();
        sessionPeople.renew(request.getSession());
        return Page.goTo(PATH + "?changed");
    }

    private ServerResponse signOutEverywhere(ServerRequest request) {
        sessions.endAll(Page.of(request).person().id());
        Optional.ofNullable(request.servletRequest().getSession(false)).ifPresent(session -> session.invalidate());
        return Page.goTo("/sign-in?signed-out");
    }

    private static ServerResponse answer(Page page, int status, AccountView view) {
        return page.answer(
                status,
                Layout.titled(page.text("portal.account.title")),
                Frame.templates().content("account.jte", Map.of("page", page, "view", view)));
    }
}
