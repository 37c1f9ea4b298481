package skyhall.portal.signin;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;

/// Where the token lives that a form must repeat: in the session of a person who has one, else in a cookie that only
/// this host can set when it is reached over TLS (`__Host-`, RFC 6265bis). So a visitor to the sign-in page costs no
/// row in the database.
final class FormTokens implements CsrfTokenRepository {
    static final String PARAMETER = "_csrf";
    static final String HEADER = "X-CSRF-TOKEN";

    private static final String IN_SESSION = "skyhall.csrf";
    private static final int TOKEN_BYTES = 24;
    private static final int MAX_LENGTH = 64;

    private final SecureRandom random;

    FormTokens(SecureRandom random) {
        this.random = random;
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    @Override
    public void saveToken(
            @Nullable CsrfToken token, HttpServletRequest request, @Nullable HttpServletResponse response) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.setAttribute(IN_SESSION, token == null ? null : token.getToken());
        } else if (response != null) {
            response.addCookie(cookie(request, token));
        }
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        String value = session == null ? inCookie(request) : (String) session.getAttribute(IN_SESSION);
        return value == null || value.isEmpty() || value.length() > MAX_LENGTH ? null : token(value);
    }

    private static CsrfToken token(String value) {
        return new DefaultCsrfToken(HEADER, PARAMETER, value);
    }

    private static String cookieName(HttpServletRequest request) {
        return request.isSecure() ? "__Host-skyhall_form" : "skyhall_form";
    }

    private static Cookie cookie(HttpServletRequest request, @Nullable CsrfToken token) {
        Cookie cookie = new Cookie(cookieName(request), token == null ? "" : token.getToken());
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setAttribute("SameSite", "Lax");
        if (token == null) {
            cookie.setMaxAge(0);
        }
        return cookie;
    }

    private static @Nullable String inCookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(cookieName(request))) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }
}
