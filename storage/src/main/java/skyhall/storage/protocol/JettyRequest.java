package skyhall.storage.protocol;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.eclipse.jetty.server.Request;
import skyhall.storage.signature.SignedRequest;

/// Jetty's request as the signature sees it: the target as it stood on the request line.
record JettyRequest(Request request, Instant receivedAt) implements SignedRequest {
    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String rawPath() {
        String path = request.getHttpURI().getPath();
        return path == null || path.isEmpty() ? "/" : path;
    }

    @Override
    public String rawQuery() {
        String query = request.getHttpURI().getQuery();
        return query == null ? "" : query;
    }

    @Override
    public Collection<String> headerNames() {
        return request.getHeaders().getFieldNamesCollection();
    }

    @Override
    public List<String> headers(String name) {
        return request.getHeaders().getValuesList(name);
    }
}
