package skyhall.storage.protocol;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.MDC;
import skyhall.platform.fault.FaultException;
import skyhall.platform.identity.Caller;
import skyhall.platform.identity.Principal;
import skyhall.storage.journal.Asker;
import skyhall.storage.permission.Subject;
import skyhall.storage.signature.PayloadMode;
import skyhall.storage.signature.SignatureVerifier;
import skyhall.storage.signature.Verification;
import skyhall.storage.wire.Address;
import skyhall.storage.wire.Query;

/// From Jetty's request to an answer in S3's words. Blocks; runs on a virtual thread.
///
/// The signature is checked, and the operation may refuse, before the first byte of the body is
/// asked for: only then does Jetty send `100 Continue`.
public final class S3Handler extends Handler.Abstract {
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final SignatureVerifier<Principal> verifier;
    private final RouteTable routes;
    private final CrossOrigin crossOrigin;
    private final List<String> domains;
    private final Function<Request, String> clientAddress;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final S3Meter meter;

    /// @param domains names under which `bucket.domain` addresses a bucket, lower case
    /// @param clientAddress the address of the client, behind whatever proxies are trusted
    public S3Handler(
            SignatureVerifier<Principal> verifier,
            RouteTable routes,
            CrossOrigin crossOrigin,
            List<String> domains,
            Function<Request, String> clientAddress,
            InstantSource clock,
            RandomGenerator random,
            S3Meter meter) {
        this.verifier = verifier;
        this.routes = routes;
        this.crossOrigin = crossOrigin;
        this.domains = List.copyOf(domains);
        this.clientAddress = clientAddress;
        this.clock = clock;
        this.random = random;
        this.meter = meter;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String requestId = HexFormat.of().withUpperCase().toHexDigits(random.nextLong());
        long begun = System.nanoTime();
        try (MDC.MDCCloseable _ = MDC.putCloseable("request", requestId)) {
            S3Answer answer = answer(request, requestId);
            write(answer, request, response, requestId, callback);
            meter.answered(request.getMethod(), answer.status(), System.nanoTime() - begun);
        } catch (IOException | RuntimeException broken) {
            // The answer had begun: all that can be done is to break the line, so that the client sees it is cut short.
            meter.answered(request.getMethod(), 0, System.nanoTime() - begun);
            callback.failed(broken);
        }
        return true;
    }

    private S3Answer answer(Request request, String requestId) {
        JettyRequest wire = new JettyRequest(request, clock.instant());
        Address address = new Address("", "");
        S3Answer answer;
        try {
            address = Address.of(wire.rawPath(), Request.getServerName(request), domains);
            Query query = Query.parse(wire.rawQuery());
            Operation operation = routes.find(wire.method(), address.scope(), query);
            S3Call call = call(request, wire, requestId, address, query);
            answer = call.asker().does(() -> operation.answer(call));
        } catch (IOException | RuntimeException thrown) {
            answer = ErrorAnswer.of(
                    ErrorAnswer.faultOf(thrown),
                    wire.rawPath(),
                    requestId,
                    !wire.method().equals("HEAD"));
        }
        return crossOrigin.decorate(answer, wire, address);
    }

    private S3Call call(Request request, JettyRequest wire, String requestId, Address address, Query query) {
        // A browser asks across origins before it sends what is signed: such a question is nobody's.
        Verification<Principal> verification = wire.method().equals("OPTIONS")
                ? new Verification.Anonymous<>(new PayloadMode.Unsigned())
                : verifier.verify(wire);
        Asker asker = asker(verification, clientAddress.apply(request), requestId);
        Subject subject = new Subject(
                asker.caller(), Circumstances.of(wire, query, verification, asker.clientAddress(), request.isSecure()));
        return new S3Call(
                requestId, wire, address, query, verification, subject, asker, Content.Source.asInputStream(request));
    }

    private static Asker asker(Verification<Principal> verification, String clientAddress, String requestId) {
        return verification instanceof Verification.Signed<Principal> signed
                ? new Asker(signed.principal(), signed.accessKeyId(), clientAddress, requestId)
                : new Asker(new Caller.Anonymous(), "", clientAddress, requestId);
    }

    private static void write(S3Answer answer, Request request, Response response, String requestId, Callback callback)
            throws IOException {
        response.setStatus(answer.status());
        response.getHeaders().put("x-amz-request-id", requestId);
        response.getHeaders().put("x-amz-id-2", requestId);
        for (S3Answer.Header header : answer.headers()) {
            response.getHeaders().add(new HttpField(header.name(), header.value()));
        }
        switch (answer.body()) {
            case S3Answer.Body.None _ -> {
                if (answer.status() != 204 && answer.status() != 304) {
                    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
                }
                response.write(true, EMPTY, callback);
            }
            case S3Answer.Body.LengthOnly(long length) -> {
                response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
                response.write(true, EMPTY, callback);
            }
            case S3Answer.Body.Bytes(byte[] bytes) -> {
                response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
                boolean head = request.getMethod().equals("HEAD");
                response.write(true, head ? EMPTY : ByteBuffer.wrap(bytes), callback);
            }
            case S3Answer.Body.Stream(long length, S3Answer.BodyWriter writer) -> {
                response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
                try (writer;
                        OutputStream out = Content.Sink.asOutputStream(response)) {
                    writer.writeTo(out);
                }
                callback.succeeded();
            }
        }
    }

    /// A fault as an answer, for requests that never became a call.
    static S3Answer refusal(FaultException fault, String requestId) {
        return ErrorAnswer.of(fault, "", requestId, true);
    }
}
