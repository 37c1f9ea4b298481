package skyhall.portal.failure;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import skyhall.platform.fault.Blame;

/// Catches everything: what handlers throw comes through [#resolver], what filters throw (the database gone while the
/// session is read) comes through the chain.
public final class FailureFilter extends HttpFilter {
    private static final Logger LOG = LoggerFactory.getLogger(FailureFilter.class);

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        try {
            chain.doFilter(request, response);
        } catch (Exception e) {
            answer(request, response, e);
        }
    }

    /// The same for exceptions of handlers, while the person is still known.
    public static HandlerExceptionResolver resolver() {
        return (request, response, _, failure) -> {
            try {
                answer(request, response, failure);
            } catch (IOException e) {
                LOG.debug("the visitor left before the error page", e);
            }
            return new ModelAndView();
        };
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response, Exception failure)
            throws IOException {
        FailureFinder.Found found = FailureFinder.find(failure);
        if (found.fault().blame() == Blame.CALLER) {
            LOG.debug("refused: {}", found.fault().code(), failure);
        } else {
            LOG.error("{} {}", found.fault().code(), found.fault().sentence(), failure);
        }
        FailurePages.write(request, response, found.fault(), found.detail());
    }
}
