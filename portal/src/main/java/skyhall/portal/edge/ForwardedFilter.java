package skyhall.portal.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Believes `X-Forwarded-For` and `X-Forwarded-Proto` from the proxies that the operator named, and from nobody else.
///
/// The list of addresses is read from its end: each trusted proxy wrote down who called it, and the first address that
/// is no trusted proxy is the visitor. What stands before it was written by the visitor and proves nothing.
/// `X-Forwarded-Host` is never believed: no page needs it.
public final class ForwardedFilter extends HttpFilter {
    private final transient List<AddressRange> trusted;

    public ForwardedFilter(List<AddressRange> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean fromProxy = isTrusted(request.getRemoteAddr());
        chain.doFilter(fromProxy ? new Forwarded(request, visitor(request), isSecure(request)) : request, response);
    }

    private boolean isTrusted(String address) {
        Optional<InetAddress> literal = AddressRange.literal(address);
        return literal.isPresent() && trusted.stream().anyMatch(range -> range.holds(literal.get()));
    }

    private String visitor(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders("X-Forwarded-For"));
        String[] addresses = String.join(",", headers).split(",");
        String visitor = request.getRemoteAddr();
        for (int i = addresses.length - 1; i >= 0 && isTrusted(visitor); i--) {
            String address = addresses[i].trim();
            if (AddressRange.literal(address).isEmpty()) {
                break;
            }
            visitor = address;
        }
        return visitor;
    }

    private static boolean isSecure(HttpServletRequest request) {
        String protocol = request.getHeader("X-Forwarded-Proto");
        return protocol == null ? request.isSecure() : protocol.trim().equalsIgnoreCase("https");
    }

    /// The request as the proxy received it.
    private static final class Forwarded extends HttpServletRequestWrapper {
        private final String visitor;
        private final boolean secure;

        Forwarded(HttpServletRequest request, String visitor, boolean secure) {
            super(request);
            this.visitor = visitor;
            this.secure = secure;
        }

        @Override
        public String getRemoteAddr() {
            return visitor;
        }

        @Override
        public String getRemoteHost() {
            return visitor;
        }

        @Override
        public boolean isSecure() {
            return secure;
        }

        @Override
        public String getScheme() {
            return secure ? "https" : "http";
        }
    }
}
