package skyhall.portal.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import skyhall.platform.log.RequestId;
import skyhall.platform.log.RequestScope;
import skyhall.portal.page.Frame;
import skyhall.portal.page.Page;

/// Gives every request an id of its own (never one that a stranger sent, which could be anybody's), puts it into the
/// answer and the log context, and logs how the request went.
public final class RequestFilter extends HttpFilter {
    /// The header that carries the id.
    public static final String HEADER = "X-Request-Id";

    private static final Logger LOG = LoggerFactory.getLogger(RequestFilter.class);

    private final transient Frame frame;
    private final transient SecureRandom random;

    public RequestFilter(Frame frame, SecureRandom random) {
        this.frame = frame;
        this.random = random;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        RequestId id = RequestId.next(random);
        request.setAttribute(Page.REQUEST_ID, id.text());
        Page.frame(request, frame);
        response.setHeader(HEADER, id.text());
        try {
            RequestScope.call(id, () -> {
                logged(request, response, chain);
                return id;
            });
        } catch (IOException | ServletException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    private static void logged(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long startNanos = System.nanoTime();
        try {
            chain.doFilter(request, response);
        } finally {
            LOG.info(
                    "{} {} answered {} after {} ms.",
                    request.getMethod(),
                    request.getRequestURI(),
                    response.getStatus(),
                    (System.nanoTime() - startNanos) / 1_000_000);
        }
    }
}
