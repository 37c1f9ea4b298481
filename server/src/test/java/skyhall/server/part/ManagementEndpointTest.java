package skyhall.server.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import skyhall.platform.fault.FaultException;
import skyhall.platform.health.Health;
import skyhall.platform.health.HealthBoard;
import skyhall.platform.health.HealthCheck;
import skyhall.server.management.Metrics;

final class ManagementEndpointTest {
    private final HealthBoard board = new HealthBoard(Duration.ofMillis(500));
    private final Metrics metrics = new Metrics();
    private final ManagementEndpoint endpoint =
            new ManagementEndpoint(InetAddress.getLoopbackAddress(), 0, board, metrics);
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() {
        endpoint.start();
    }

    @AfterEach
    void stop() {
        endpoint.stop();
        board.close();
        metrics.close();
        client.close();
    }

    @Test
    void liveAnswersWhateverTheParts() throws IOException, InterruptedException {
        board.register(new HealthCheck("database", () -> new Health.NotReady("It is recovering.")));
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void readyNamesThePartAndTheReason() throws IOException, InterruptedException {
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        board.register(new HealthCheck("database", () -> new Health.NotReady("It is recovering.")));
        HttpResponse<String> answer = get("/health/ready");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.body())
                .isEqualTo("{\"status\":\"not ready\",\"parts\":{\"database\":"
                        + "{\"reason\":\"It is recovering.\",\"status\":\"not ready\"}}}\n");
    }

    @Test
    void metricsAreInPrometheusForm() throws IOException, InterruptedException {
        metrics.registry().counter("skyhall.test", "kind", "one").increment();
        assertThat(get("/metrics").body())
                .contains("skyhall_test_total{kind=\"one\"} 1.0")
                .contains("jvm_memory_used_bytes")
                .contains("logback_events_total");
    }

    @Test
    void anythingElseIsNotThere() throws IOException, InterruptedException {
        assertThat(get("/").statusCode()).isEqualTo(404);
    }

    @Test
    void aTakenPortIsNamedWithItsSetting() {
        ManagementEndpoint second =
                new ManagementEndpoint(InetAddress.getLoopbackAddress(), endpoint.port(), board, metrics);
        assertThatThrownBy(second::start)
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("127.0.0.1:" + endpoint.port())
                .hasMessageContaining("'management.port'");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + endpoint.port() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
