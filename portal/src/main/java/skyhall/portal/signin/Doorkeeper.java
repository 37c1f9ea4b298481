package skyhall.portal.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.csrf.CsrfException;
import skyhall.portal.failure.FailurePages;
import skyhall.portal.fault.PortalFault;
import skyhall.portal.page.Page;

/// Answers those who may not come in: strangers are sent to the sign-in page and back afterwards, others are told.
final class Doorkeeper {
    private Doorkeeper() {}

    static void askToSignIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (FailurePages.wantsJson(request)) {
            FailurePages.write(request, response, PortalFault.SIGN_IN_NEEDED, "");
            return;
        }
        String place = signInAddress(request);
        if (request.getHeader("HX-Request") != null) {
            // htmx would put the sign-in page into the part that it replaces; this header moves the whole window.
            response.setStatus(401);
            response.setHeader("HX-Redirect", place);
            return;
        }
        response.setStatus(303);
        response.setHeader("Location", place);
    }

    static void refuse(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
            throws IOException {
        PortalFault fault = failure instanceof CsrfException ? PortalFault.FORM_EXPIRED : PortalFault.NOT_ALLOWED;
        FailurePages.write(request, response, fault, "");
    }

    private static String signInAddress(HttpServletRequest request) {
        StringBuilder address = new StringBuilder(SignInPage.PATH);
        char separator = '?';
        if (request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid()) {
            address.append(separator).append("ended");
            separator = '&';
        }
        String wanted = Page.of(request).address();
        if (request.getMethod().equals("GET") && !wanted.equals("/")) {
            address.append(separator)
                    .append(SignInPage.NEXT)
                    .append('=')
                    .append(URLEncoder.encode(wanted, StandardCharsets.UTF_8));
        }
        return address.toString();
    }
}
