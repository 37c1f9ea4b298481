package skyhall.portal.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import skyhall.portal.page.Frame;
import skyhall.portal.page.Page;

/// Gives every request an id of its own (never one that a stranger sent, which could be anybody's), puts it into the
/// answer and the log context, and logs how the request went.
public final class RequestFilter extends HttpFilter {
    /// The header that carries the id.
    public static final String HEADER = "X-Request-Id";

    /// The name of the id in the log context.
    public static final String LOG_KEY = "requestId";

    private static final Logger LOG = LoggerFactory.getLogger(RequestFilter.class);
    private static final int ID_BYTES = 10;

    private final transient Frame frame;
    private final transient SecureRandom random;

    public RequestFilter(Frame frame, SecureRandom random) {
        this.frame = frame;
        this.random = random;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String id = newId();
        long startNanos = System.nanoTime();
        request.setAttribute(Page.REQUEST_ID, id);
        Page.frame(request, frame);
        response.setHeader(HEADER, id);
        MDC.put(LOG_KEY, id);
        try {
            chain.doFilter(request, response);
        } finally {
            LOG.atInfo()
                    .addKeyValue("method", request.getMethod())
                    .addKeyValue("path", request.getRequestURI())
                    .addKeyValue("status", response.getStatus())
                    .addKeyValue("millis", (System.nanoTime() - startNanos) / 1_000_000)
                    .log("request");
            MDC.remove(LOG_KEY);
        }
    }

    private String newId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
