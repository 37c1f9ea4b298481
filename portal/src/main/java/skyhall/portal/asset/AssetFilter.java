package skyhall.portal.asset;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Answers requests for assets before sessions and the database come into play. Requests for anything else pass.
public final class AssetFilter extends HttpFilter {
    private static final List<String> READS = List.of("GET", "HEAD");

    private final transient Assets assets;

    public AssetFilter(Assets assets) {
        this.assets = assets;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Asset> asset =
                READS.contains(request.getMethod()) ? assets.at(request.getRequestURI()) : Optional.empty();
        if (asset.isPresent()) {
            write(asset.get(), request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void write(Asset asset, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean compressed = acceptsGzip(request);
        byte[] body = compressed ? asset.compressed() : asset.plain();
        response.setContentType(asset.contentType());
        response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
        response.setHeader("Vary", "Accept-Encoding");
        if (compressed) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentLength(body.length);
        if (request.getMethod().equals("GET")) {
            response.getOutputStream().write(body);
        }
    }

    private static boolean acceptsGzip(HttpServletRequest request) {
        String accepted = request.getHeader("Accept-Encoding");
        return accepted != null && accepted.contains("gzip") && !accepted.contains("gzip;q=0");
    }
}
