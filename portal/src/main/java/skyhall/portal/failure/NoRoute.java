package skyhall.portal.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import skyhall.platform.fault.FaultException;
import skyhall.portal.fault.PortalFault;

/// Takes what no route took. A route that would take the address with another method makes it 405 with `Allow`
/// (RFC 9110, 15.5.6), else it is 404. Spring's functional routes alone know only 404.
public final class NoRoute implements RouterFunction<ServerResponse> {
    private static final List<HttpMethod> METHODS =
            List.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    private final RouterFunction<ServerResponse> routes;

    public NoRoute(RouterFunction<ServerResponse> routes) {
        this.routes = routes;
    }

    @Override
    public Optional<HandlerFunction<ServerResponse>> route(ServerRequest request) {
        List<String> allowed = allowedMethods(request);
        if (allowed.isEmpty()) {
            throw new FaultException(PortalFault.PAGE_NOT_FOUND, "");
        }
        return Optional.of(asked -> {
            return ServerResponse.status(405).build((servletRequest, response) -> {
                response.setHeader("Allow", String.join(", ", allowed));
                FailurePages.write(servletRequest, response, PortalFault.METHOD_NOT_ALLOWED, "");
                return null;
            });
        });
    }

    private List<String> allowedMethods(ServerRequest request) {
        List<String> allowed = new ArrayList<>();
        for (HttpMethod method : METHODS) {
            ServerRequest probe = ServerRequest.from(request).method(method).build();
            if (routes.route(probe).isPresent()) {
                allowed.add(method.name());
            }
        }
        return allowed;
    }
}
