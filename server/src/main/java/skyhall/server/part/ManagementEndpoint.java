package skyhall.server.part;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import skyhall.platform.fault.FaultException;
import skyhall.platform.health.HealthBoard;
import skyhall.platform.health.HealthReport;
import skyhall.server.fault.ServerFault;
import skyhall.server.management.Metrics;
import tools.jackson.databind.json.JsonMapper;

/// The connector for health and metrics. Started first and stopped last, so that it can tell of all others.
public final class ManagementEndpoint implements Part {
    private static final int THREADS = 6;

    private final InetAddress address;
    private final HealthBoard board;
    private final Metrics metrics;
    private final Map<String, Supplier<Map<String, ?>>> works = new ConcurrentHashMap<>();
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private final Server server = new Server(new QueuedThreadPool(THREADS, 2));
    private final ServerConnector connector = new ServerConnector(server, 1, 1);

    /// @param port 0 for any free one; [#port()] tells which
    public ManagementEndpoint(InetAddress address, int port, HealthBoard board, Metrics metrics) {
        this.address = address;
        this.board = board;
        this.metrics = metrics;
        connector.setHost(address.getHostAddress());
        connector.setPort(port);
        connector.setIdleTimeout(Duration.ofSeconds(10).toMillis());
        server.addConnector(connector);
        server.setHandler(new Answers());
    }

    /// Adds work that an operator may ask for by POST; its answer is JSON. One at a time, on a thread of its own.
    ///
    /// @param path such as `/storage/scrub`
    public void work(String path, Supplier<Map<String, ?>> work) {
        works.put(path, work);
    }

    /// The port in use, once started.
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public String name() {
        return "management endpoint";
    }

    @Override
    public void start() {
        try {
            server.start();
        } catch (Exception e) { // Jetty declares Exception
            stop();
            throw new FaultException(
                    ServerFault.ADDRESS_UNUSABLE,
                    "It is " + address.getHostAddress() + ":" + connector.getPort()
                            + ", from 'management.address' and 'management.port'.",
                    e);
        }
    }

    @Override
    public void stop() {
        try {
            server.stop();
        } catch (Exception e) { // Jetty declares Exception
            throw new IllegalStateException("the management endpoint did not stop", e);
        }
    }

    @Override
    public List<String> banner() {
        String host = address instanceof java.net.Inet6Address
                ? "[" + address.getHostAddress() + "]"
                : address.getHostAddress();
        return List.of("Health and metrics   http://" + host + ":" + port() + "/health/ready   /metrics");
    }

    private final class Answers extends Handler.Abstract.NonBlocking {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            switch (Request.getPathInContext(request)) {
                case "/health/live" -> json(response, callback, 200, Map.of("status", "live"));
                case "/health/ready" -> Thread.ofVirtual().name("health report").start(() -> ready(response, callback));
                case "/metrics" ->
                    text(response, callback, 200, "text/plain; version=0.0.4; charset=utf-8", metrics.text());
                default -> other(request, response, callback);
            }
            return true;
        }

        private void other(Request request, Response response, Callback callback) {
            Supplier<Map<String, ?>> work = works.get(Request.getPathInContext(request));
            if (work != null && request.getMethod().equals("POST")) {
                Thread.ofVirtual().name("work").start(() -> doWork(work, response, callback));
            } else {
                text(response, callback, 404, "text/plain; charset=utf-8", "/health/live /health/ready /metrics\n");
            }
        }
    }

    private void doWork(Supplier<Map<String, ?>> work, Response response, Callback callback) {
        oneAtATime.lock();
        try {
            json(response, callback, 200, work.get());
        } catch (RuntimeException e) {
            json(response, callback, 503, Map.of("failed", String.valueOf(e.getMessage())));
        } finally {
            oneAtATime.unlock();
        }
    }

    /// On a thread of its own: checks may block, and Jetty's few threads must stay free.
    private void ready(Response response, Callback callback) {
        HealthReport report = board.report();
        json(response, callback, report.isReady() ? 200 : 503, report.tree());
    }

    private static void json(Response response, Callback callback, int status, Map<String, ?> tree) {
        text(response, callback, status, "application/json", JsonMapper.shared().writeValueAsString(tree) + "\n");
    }

    private static void text(Response response, Callback callback, int status, String type, String body) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, java.nio.ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
    }
}
