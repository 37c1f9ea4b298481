package skyhall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.function.RouterFunction;
import skyhall.platform.api.Endpoint;
import skyhall.platform.api.IdempotencyKeys;
import skyhall.platform.api.Retirement;
import skyhall.platform.database.Database;
import skyhall.platform.database.TestDatabase;
import skyhall.platform.identity.Caller;
import skyhall.platform.identity.OrganisationId;
import skyhall.platform.identity.Principal;
import skyhall.platform.identity.PrincipalId;
import skyhall.server.catalogue.Catalogue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The conventions as a client meets them, over a real socket.
final class ApiRoutesTest {
    record Order(String name, Optional<Integer> count) {}

    record Receipt(int number, Optional<String> note) {}

    private static final AtomicInteger EFFECTS = new AtomicInteger();
    private static final Endpoint ORDER = Endpoint.post("/api/v1/orders", Order.class, Receipt.class, "Orders.")
            .once();
    private static final Endpoint OLD = Endpoint.get("/api/v1/old", Receipt.class, "Old.")
            .retiring(new Retirement(Instant.EPOCH, Instant.parse("2030-01-01T00:00:00Z"), "/api/v1/new"));
    private static final Endpoint BROKEN = Endpoint.get("/api/v1/broken", Receipt.class, "Broken.");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Server SERVER = new Server();
    private static final ServerConnector CONNECTOR = new ServerConnector(SERVER);

    @BeforeAll
    static void start() throws Exception {
        Database database = TestDatabase.fresh("platform");
        IdempotencyKeys keys =
                new IdempotencyKeys(database, InstantSource.system(), Duration.ofMinutes(1), Duration.ofHours(1));
        ApiRoutes routes = new ApiRoutes(ApiRoutesTest::caller, database, keys, new Random(1));
        List<Operation> operations = new ArrayList<>(new FaultsApi(Catalogue::faults).operations());
        operations.add(new Operation(ORDER, ApiRoutesTest::order));
        operations.add(new Operation(OLD, _ -> new Receipt(0, Optional.of("old"))));
        operations.add(new Operation(BROKEN, _ -> {
            throw new IllegalStateException("secret of the house");
        }));
        GenericWebApplicationContext context = new GenericWebApplicationContext();
        context.registerBean("routes", RouterFunction.class, () -> routes.routes(operations));
        ServletContextHandler servlets = new ServletContextHandler();
        servlets.addServlet(new ServletHolder(new DispatcherServlet(context)), "/*");
        CONNECTOR.setHost("127.0.0.1");
        SERVER.addConnector(CONNECTOR);
        SERVER.setHandler(servlets);
        SERVER.start();
    }

    @AfterAll
    static void stop() throws Exception {
        SERVER.stop();
        CLIENT.close();
    }

    @Test
    void aListIsWalkedByItsLinks() throws IOException, InterruptedException {
        List<String> codes = new ArrayList<>();
        Optional<String> path = Optional.of("/api/v1/faults?limit=25");
        while (path.isPresent()) {
            HttpResponse<String> answer = get(path.get());
            tree(answer)
                    .path("items")
                    .forEach(item -> codes.add(item.path("code").asString()));
            path = answer.headers().firstValue("link").map(link -> link.substring(1, link.indexOf('>')));
        }
        assertThat(codes)
                .isEqualTo(Catalogue.faults().map(fault -> fault.code()).toList());
    }

    @Test
    void oneEntryIsShownOrIsNotThere() throws IOException, InterruptedException {
        assertThat(tree(get("/api/v1/faults/SKY-3049")).path("word").asString()).isEqualTo("NoSuchKey");
        HttpResponse<String> absent = get("/api/v1/faults/SKY-0000");
        assertThat(absent.statusCode()).isEqualTo(404);
        assertThat(absent.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(tree(absent).path("code").asString()).isEqualTo("SKY-1217");
        assertThat(tree(absent).path("instance").asString())
                .isEqualTo("urn:skyhall:request:"
                        + absent.headers().firstValue("x-request-id").orElse(""));
    }

    @Test
    void otherAddressesAndMethodsAreProblemsToo() throws IOException, InterruptedException {
        assertThat(tree(get("/api/v1/nothing")).path("code").asString()).isEqualTo("SKY-1217");
        assertThat(tree(post("/api/v1/faults", "{}", "key-method")).path("code").asString())
                .isEqualTo("SKY-1218");
        assertThat(get("/api/v1/faults?limit=0").statusCode()).isEqualTo(400);
    }

    @Test
    void ourOwnMistakeShowsNothingOfTheInside() throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/api/v1/broken");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("SKY-1999").doesNotContain("secret of the house");
    }

    @Test
    void aRepetitionGetsTheSameAnswerAndHasNoSecondEffect() throws IOException, InterruptedException {
        int before = EFFECTS.get();
        HttpResponse<String> first = post("/api/v1/orders", "{\"name\":\"tea\"}", "key-repeat");
        HttpResponse<String> second = post("/api/v1/orders", "{\"name\":\"tea\"}", "key-repeat");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("idempotent-replayed")).contains("true");
        assertThat(EFFECTS.get()).isEqualTo(before + 1);
        assertThat(post("/api/v1/orders", "{\"name\":\"coffee\"}", "key-repeat").body())
                .contains("SKY-1214");
        assertThat(post("/api/v1/orders", "{\"name\":\"tea\"}", "x").body()).contains("SKY-1213");
    }

    @Test
    void aBodyThatIsNotTheRecordIsRefusedByName() throws IOException, InterruptedException {
        assertThat(post("/api/v1/orders", "{\"count\":1}", "key-body-1").body()).contains("'name' is missing");
        assertThat(post("/api/v1/orders", "{\"name\":\"x\",\"nmae\":1}", "key-body-2")
                        .body())
                .contains("nmae");
        assertThat(post("/api/v1/orders", "{\"name\":", "key-body-3").statusCode())
                .isEqualTo(400);
        assertThat(post("/api/v1/orders", "null", "key-body-4").statusCode()).isEqualTo(400);
        assertThat(post("/api/v1/orders", "\"" + "x".repeat(2_000_000) + "\"", "key-body-5")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void whatWillGoSaysSoInEveryAnswer() throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/api/v1/old");
        assertThat(answer.headers().firstValue("deprecation")).contains("@0");
        assertThat(answer.headers().firstValue("sunset")).contains("Tue, 1 Jan 2030 00:00:00 GMT");
        assertThat(answer.body()).isEqualTo("{\"number\":0,\"note\":\"old\"}");
    }

    private static Receipt order(Operation.Call call) {
        int number = EFFECTS.incrementAndGet();
        return new Receipt(number, Optional.of(call.body(Order.class).name()));
    }

    private static Caller caller(HttpServletRequest request) {
        return new Principal(
                new PrincipalId(7),
                new OrganisationId(1),
                "city",
                "ann",
                "arn:aws:iam::city:user/ann",
                "0",
                "Ann",
                List.of());
    }

    private static JsonNode tree(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    private static HttpResponse<String> post(String path, String body, String key)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + CONNECTOR.getLocalPort() + path);
    }
}
