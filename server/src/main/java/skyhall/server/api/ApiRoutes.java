package skyhall.server.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import skyhall.platform.api.Endpoint;
import skyhall.platform.api.IdempotencyKeys;
import skyhall.platform.api.IdempotencyKeys.Claim;
import skyhall.platform.api.IdempotencyKeys.Standing;
import skyhall.platform.api.IdempotencyKeys.StoredAnswer;
import skyhall.platform.api.Page;
import skyhall.platform.api.PageRequest;
import skyhall.platform.api.Problem;
import skyhall.platform.database.Database;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.identity.Caller;
import skyhall.platform.identity.Principal;
import skyhall.platform.log.RequestId;
import skyhall.platform.log.RequestScope;

/// Makes Spring's functional routes from operations. Every route keeps the same conventions; a handler
/// sees none of
/// HTTP.
public final class ApiRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(ApiRoutes.class);

    /// The request's id while nobody has said it in the answer's headers.
    private static final ScopedValue<RequestId> UNSAID = ScopedValue.newInstance();

    private final Function<HttpServletRequest, Caller> whoAsks;
    private final Database database;
    private final IdempotencyKeys keys;
    private final RandomGenerator random;

    /// @param whoAsks finds the caller that the security filters put on the request
    public ApiRoutes(
            Function<HttpServletRequest, Caller> whoAsks,
            Database database,
            IdempotencyKeys keys,
            RandomGenerator random) {
        this.whoAsks = whoAsks;
        this.database = database;
        this.keys = keys;
        this.random = random;
    }

    /// One route per operation, and a problem for every other address below `/api/`.
    public RouterFunction<ServerResponse> routes(List<Operation> operations) {
        RouterFunctions.Builder routes = RouterFunctions.route();
        for (Operation operation : operations) {
            HttpMethod method = HttpMethod.valueOf(operation.endpoint().method().name());
            routes.route(
                    RequestPredicates.method(method)
                            .and(RequestPredicates.path(operation.endpoint().path())),
                    request -> inScope(() -> answer(operation, request)));
        }
        for (String path :
                operations.stream().map(one -> one.endpoint().path()).distinct().toList()) {
            routes.route(RequestPredicates.path(path), _ -> inScope(() -> refuse(PlatformFault.METHOD_REFUSED)));
        }
        routes.route(RequestPredicates.path("/api/**"), _ -> inScope(() -> refuse(PlatformFault.NOT_THERE)));
        return routes.build();
    }

    private ServerResponse inScope(ScopedValue.CallableOp<ServerResponse, Exception> work) throws Exception {
        if (RequestScope.current().isPresent()) {
            return answered(work); // whoever opened the scope has said the id in the answer
        }
        RequestId id = RequestId.next(random);
        return ScopedValue.where(UNSAID, id).call(() -> RequestScope.call(id, () -> answered(work)));
    }

    private static ServerResponse answered(ScopedValue.CallableOp<ServerResponse, Exception> work) throws Exception {
        try {
            return work.call();
        } catch (FaultException e) {
            return problem(e);
        } catch (RuntimeException e) {
            LOG.error("A request failed.", e);
            return problem(new FaultException(PlatformFault.INTERNAL, "", e));
        }
    }

    private static void sayId(ServerResponse.BodyBuilder built) {
        if (UNSAID.isBound()) {
            built.header("X-Request-Id", UNSAID.get().text());
        }
    }

    private static ServerResponse refuse(PlatformFault fault) {
        throw new FaultException(fault, "");
    }

    private ServerResponse answer(Operation operation, ServerRequest request) throws IOException {
        Endpoint endpoint = operation.endpoint();
        byte[] bytes = endpoint.body().isPresent()
                ? JsonBodies.read(request.servletRequest().getInputStream())
                : new byte[0];
        Operation.Call call = new Operation.Call(
                whoAsks.apply(request.servletRequest()),
                request.pathVariables(),
                endpoint.paged()
                        ? PageRequest.parse(request.param("cursor"), request.param("limit"))
                        : new PageRequest(Optional.empty(), PageRequest.DEFAULT_LIMIT),
                endpoint.body().map(type -> JsonBodies.parse(bytes, type)));
        if (endpoint.idempotent()) {
            return once(operation, call, request, bytes);
        }
        Object answer = operation.handler().answer(call);
        ServerResponse.BodyBuilder built = ok(endpoint);
        if (answer instanceof Page<?> page) {
            page.linkHeader(request.path(), call.page().limit()).ifPresent(link -> built.header("Link", link));
        }
        return built.body(bytes(JsonBodies.write(answer)));
    }

    private ServerResponse once(Operation operation, Operation.Call call, ServerRequest request, byte[] bytes) {
        if (!(call.caller() instanceof Principal principal)) {
            throw new FaultException(PlatformFault.IDEMPOTENCY_KEY_MISSING, "Only a known caller has keys.");
        }
        String key =
                IdempotencyKeys.requireKey(Optional.ofNullable(request.headers().firstHeader("Idempotency-Key")));
        return switch (keys.begin(principal.id(), key, hash(request, bytes))) {
            case Standing.Fresh(Claim claim) -> replay(operation.endpoint(), work(operation, call, claim), false);
            case Standing.Replay(StoredAnswer stored) -> replay(operation.endpoint(), stored, true);
            case Standing.InFlight() -> throw new FaultException(PlatformFault.IDEMPOTENCY_IN_FLIGHT, "");
            case Standing.DifferentRequest() -> throw new FaultException(PlatformFault.IDEMPOTENCY_KEY_REUSED, "");
        };
    }

    /// A refusal has no effect and is not stored: a repetition may fare better.
    private StoredAnswer work(Operation operation, Operation.Call call, Claim claim) {
        boolean done = false;
        try {
            StoredAnswer stored = database.transaction(() -> {
                String json = JsonBodies.write(operation.handler().answer(call));
                StoredAnswer answer = new StoredAnswer(200, MediaType.APPLICATION_JSON_VALUE, json);
                keys.finish(claim, answer);
                return answer;
            });
            done = true;
            return stored;
        } finally {
            if (!done) {
                keys.release(claim);
            }
        }
    }

    private static ServerResponse replay(Endpoint endpoint, StoredAnswer stored, boolean isRepetition) {
        ServerResponse.BodyBuilder built = ok(endpoint);
        if (isRepetition) {
            built.header("Idempotent-Replayed", "true");
        }
        return built.body(bytes(stored.body()));
    }

    private static ServerResponse.BodyBuilder ok(Endpoint endpoint) {
        ServerResponse.BodyBuilder built = ServerResponse.ok().contentType(MediaType.APPLICATION_JSON);
        sayId(built);
        endpoint.retirement().ifPresent(notice -> notice.headers().forEach(built::header));
        return built;
    }

    private static ServerResponse problem(FaultException fault) {
        ServerResponse.BodyBuilder built = ServerResponse.status(fault.fault().httpStatus())
                .contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE));
        sayId(built);
        if (fault.fault().httpStatus() == 401) {
            built.header("WWW-Authenticate", "Bearer");
        }
        return built.body(bytes(JsonBodies.write(Problem.of(fault, RequestScope.current()))));
    }

    /// Bytes, because what becomes of text depends on the converters that a web context happens to
    /// hold.
    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hash(ServerRequest request, byte[] bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((request.method().name() + " " + request.path() + "\n").getBytes(StandardCharsets.UTF_8));
            return digest.digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
