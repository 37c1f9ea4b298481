package skyhall.portal.home;

import jakarta.servlet.http.Cookie;
import java.util.Map;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import skyhall.platform.fault.FaultException;
import skyhall.portal.fault.PortalFault;
import skyhall.portal.language.Language;
import skyhall.portal.page.Frame;
import skyhall.portal.page.Layout;
import skyhall.portal.page.LocalPath;
import skyhall.portal.page.Page;

/// The services that a person may use, and the choice of language.
public final class HomePage {
    private static final int YEAR_SECONDS = 365 * 24 * 3600;

    private HomePage() {}

    /// `/` and `/language/{code}`.
    public static RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/", HomePage::show)
                .GET("/language/{code}", HomePage::choose)
                .build();
    }

    private static ServerResponse show(ServerRequest request) {
        Page page = Page.of(request);
        return page.answer(
                200,
                Layout.titled(page.text("portal.home.title")),
                Frame.templates().content("home.jte", Map.of("page", page)));
    }

    /// A plain link, so that it works on every page, also on those without a form token; all it changes is a cookie.
    private static ServerResponse choose(ServerRequest request) {
        Language language = Language.parse(request.pathVariable("code"))
                .orElseThrow(() -> new FaultException(PortalFault.PAGE_NOT_FOUND, ""));
        Cookie cookie = new Cookie(Page.LANGUAGE_COOKIE, language.code());
        cookie.setPath("/");
        cookie.setMaxAge(YEAR_SECONDS);
        cookie.setHttpOnly(true);
        cookie.setSecure(request.servletRequest().isSecure());
        cookie.setAttribute("SameSite", "Lax");
        LocalPath next = request.param("next").flatMap(LocalPath::parse).orElse(new LocalPath("/"));
        return ServerResponse.from(Page.goTo(next)).cookie(cookie).build();
    }
}
