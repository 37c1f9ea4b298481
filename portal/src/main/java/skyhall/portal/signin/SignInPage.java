package skyhall.portal.signin;

import gg.jte.Content;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import skyhall.portal.failure.FailurePages;
import skyhall.portal.fault.PortalFault;
import skyhall.portal.page.Frame;
import skyhall.portal.page.Layout;
import skyhall.portal.page.LocalPath;
import skyhall.portal.page.Page;

/// The page with the name and the password, and where a person goes from there.
final class SignInPage {
    static final String PATH = "/sign-in";
    static final String NEXT = "next";

    private final InstantSource clock;

    SignInPage(InstantSource clock) {
        this.clock = clock;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route().GET(PATH, this::show).build();
    }

    private ServerResponse show(ServerRequest request) {
        Page page = Page.of(request);
        String next = next(request.servletRequest());
        if (page.principal().isPresent()) {
            return Page.goTo(next);
        }
        SignInView view = new SignInView("", next, "", notice(page, request));
        return page.answer(200, layout(page), content(page, view));
    }

    /// The first page after signing in.
    void welcome(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(303);
        response.setHeader("Location", next(request));
    }

    /// The page again, with what went wrong.
    void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        Page page = Page.of(request);
        switch (failure) {
            case DeskProvider.LockedOutException lockedOut -> lock(page, request, response, lockedOut);
            case org.springframework.security.authentication.BadCredentialsException _ ->
                again(page, request, response);
            default -> throw new IllegalStateException("signing in failed", failure);
        }
    }

    private static void again(Page page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (FailurePages.wantsJson(request)) {
            FailurePages.write(request, response, PortalFault.SIGN_IN_REFUSED, "");
            return;
        }
        String name = Optional.ofNullable(request.getParameter("name")).orElse("");
        SignInView view = new SignInView(name, next(request), page.text("portal.signin.refused"), "");
        page.write(response, 401, layout(page), content(page, view));
    }

    private void lock(
            Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            DeskProvider.LockedOutException lockedOut)
            throws IOException {
        Duration left = Duration.between(clock.instant(), lockedOut.until());
        response.setHeader("Retry-After", Long.toString(Math.max(1, left.toSeconds() + 1)));
        if (FailurePages.wantsJson(request)) {
            FailurePages.write(request, response, PortalFault.LOCKED_OUT, "");
            return;
        }
        Content content = Frame.templates().content("lockedOut.jte", Map.of("page", page, "until", lockedOut.until()));
        page.write(
                response,
                429,
                Layout.titled(page.text("portal.lockedout.title")).bare(),
                content);
    }

    /// Where to go after signing in; home when the request names no place of ours.
    static String next(HttpServletRequest request) {
        return Optional.ofNullable(request.getParameter(NEXT))
                .flatMap(LocalPath::parse)
                .map(LocalPath::text)
                .filter(path -> !path.startsWith(PATH))
                .orElse("/");
    }

    private static String notice(Page page, ServerRequest request) {
        if (request.param("signed-out").isPresent()) {
            return page.text("portal.signin.signedout");
        }
        return request.param("ended").isPresent() ? page.text("portal.signin.ended") : "";
    }

    private static Layout layout(Page page) {
        return Layout.titled(page.text("portal.signin.title")).bare();
    }

    private static Content content(Page page, SignInView view) {
        return Frame.templates().content("signIn.jte", Map.of("page", page, "view", view));
    }
}
