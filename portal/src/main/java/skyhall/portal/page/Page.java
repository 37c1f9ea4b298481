package skyhall.portal.page;

import gg.jte.Content;
import gg.jte.output.StringOutput;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import skyhall.platform.identity.Principal;
import skyhall.portal.language.Language;
import skyhall.portal.language.Words;

/// One request as templates see it: who asks, in which language, and what a form needs. Templates take it as their
/// first parameter.
public final class Page {
    /// The cookie that holds the chosen language.
    public static final String LANGUAGE_COOKIE = "skyhall_language";

    /// The request attribute that holds the request id.
    public static final String REQUEST_ID = "skyhall.request-id";

    private final HttpServletRequest request;
    private final Frame frame;
    private final Optional<Principal> principal;
    private final Words words;

    private Page(HttpServletRequest request, Frame frame) {
        this.request = request;
        this.frame = frame;
        this.principal = signedIn();
        this.words = new Words(
                language(request), frame.messages(), frame.zones().zoneOf(principal.map(Principal::organisation)));
    }

    /// The page of a request that came through the portal.
    public static Page of(HttpServletRequest request) {
        if (request.getAttribute(Frame.ATTRIBUTE) instanceof Frame frame) {
            return new Page(request, frame);
        }
        throw new IllegalStateException("the request did not come through the portal's filters");
    }

    /// As [#of(HttpServletRequest)].
    public static Page of(ServerRequest request) {
        return of(request.servletRequest());
    }

    /// Lets later code find the frame in the request.
    public static void frame(HttpServletRequest request, Frame frame) {
        request.setAttribute(Frame.ATTRIBUTE, frame);
    }

    /// Who has signed in.
    public Optional<Principal> principal() {
        return principal;
    }

    /// Who has signed in, where the address is closed to everyone else.
    public Principal person() {
        return principal.orElseThrow(() -> new IllegalStateException("nobody has signed in"));
    }

    public Words words() {
        return words;
    }

    /// Short for `words().text`, because templates say it on every line.
    public String text(String key, Object... values) {
        return words.text(key, values);
    }

    /// The components, in this page's language.
    public Components ui() {
        return new Components(this);
    }

    /// The sections that the person may use; none when nobody has signed in.
    public List<PortalSection> sections() {
        return principal.map(frame::sectionsFor).orElse(List.of());
    }

    /// The address without its query.
    public String path() {
        return request.getRequestURI();
    }

    /// The address with its query, to come back to.
    public String address() {
        String query = request.getQueryString();
        return query == null || query.isEmpty() ? path() : path() + "?" + query;
    }

    /// The address, written so that it can stand in another one's query.
    public String encodedAddress() {
        return URLEncoder.encode(address(), StandardCharsets.UTF_8);
    }

    /// The path under which browsers find an asset.
    public String asset(String name) {
        return frame.assets().path(name);
    }

    /// Paths of all style sheets.
    public List<String> stylePaths() {
        return frame.assets().stylePaths();
    }

    /// Paths of all scripts.
    public List<String> scriptPaths() {
        return frame.assets().scriptPaths();
    }

    /// The id under which the log holds this request.
    public String requestId() {
        return request.getAttribute(REQUEST_ID) instanceof String id ? id : "";
    }

    /// What a form sends along as `_csrf`, and a script as `X-CSRF-TOKEN`; empty on pages that have no forms.
    public String csrf() {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token ? token.getToken() : "";
    }

    /// The address for a form that sends files. Its token travels in the query, because the body of such a form is not
    /// read before the token was checked: a stranger cannot fill the disk.
    public String uploadAction(String path) {
        return path + (path.contains("?") ? "&" : "?") + "_csrf=" + csrf();
    }

    /// The answer for a handler.
    public ServerResponse answer(int status, Layout layout, Content body) {
        return ServerResponse.status(status).build((_, response) -> {
            write(response, status, layout, body);
            return null;
        });
    }

    /// A part of a page, for a request by htmx.
    public ServerResponse fragment(int status, Content part) {
        return ServerResponse.status(status).build((_, response) -> {
            StringOutput output = new StringOutput();
            part.writeTo(output);
            send(response, status, output.toString().getBytes(StandardCharsets.UTF_8));
            return null;
        });
    }

    /// An answer that leads on to another place of this portal: the good end of every form (303, RFC 9110, 15.4.4).
    public static ServerResponse goTo(LocalPath place) {
        return ServerResponse.status(303).header("Location", place.text()).build();
    }

    /// As [#goTo(LocalPath)], for places that our own code names.
    public static ServerResponse goTo(String path) {
        return goTo(new LocalPath(path));
    }

    /// As [#answer], for filters.
    public void write(HttpServletResponse response, int status, Layout layout, Content body) throws IOException {
        send(response, status, frame.html(this, layout, body));
    }

    private void send(HttpServletResponse response, int status, byte[] html) throws IOException {
        response.setStatus(status);
        response.setContentType("text/html; charset=utf-8");
        // Said here because Jetty marks answers with cookies as expired, and Spring's writer then leaves them alone.
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Language", words.language().tag());
        response.addHeader("Vary", "Accept-Language, Cookie");
        response.setContentLength(html.length);
        response.getOutputStream().write(html);
    }

    private static Optional<Principal> signedIn() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Principal person
                ? Optional.of(person)
                : Optional.empty();
    }

    private static Language language(HttpServletRequest request) {
        return chosen(request.getCookies()).orElseGet(() -> {
            String accepted = request.getHeader("Accept-Language");
            return accepted == null ? Language.ENGLISH : Language.bestFor(accepted);
        });
    }

    private static Optional<Language> chosen(Cookie @Nullable [] cookies) {
        if (cookies == null) {
            return Optional.empty();
        }
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(LANGUAGE_COOKIE)) {
                return Language.parse(cookie.getValue());
            }
        }
        return Optional.empty();
    }
}
