package skyhall.server.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole server: its first administrator signs in, changes the password, and uses the API.
final class WholeServerTest {
    private static final String NEW_PASSWORD = "seven herons over the weir";

    @TempDir
    static Path folder;

    private static RunningServer server;

    @BeforeAll
    static void open() {
        server = RunningServer.start(folder, Map.of());
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void theFirstAdministratorSignsInAndChangesThePassword() {
        Visitor admin = new Visitor(server.address("Console"));
        Visitor elsewhere = new Visitor(server.address("Console"));
        assertThat(admin.signIn("admin", "wrong wrong wrong").headers().firstValue("Location"))
                .isEmpty();
        assertThat(admin.signIn("admin", server.administratorsPassword()).statusCode())
                .isEqualTo(303);
        elsewhere.signIn("admin", server.administratorsPassword());
        assertThat(admin.get("/account").body()).contains("admin");
        assertThat(change(admin, "not the password", NEW_PASSWORD).statusCode()).isEqualTo(422);
        assertThat(change(admin, server.administratorsPassword(), "short").body())
                .contains("The new password is too short.");
        assertThat(change(admin, server.administratorsPassword(), server.administratorsPassword())
                        .statusCode())
                .isEqualTo(422);
        assertThat(change(admin, server.administratorsPassword(), NEW_PASSWORD).statusCode())
                .isEqualTo(303);
        assertThat(admin.get("/account").statusCode()).isEqualTo(200);
        assertThat(elsewhere.get("/account").headers().firstValue("Location").orElse(""))
                .as("sessions from before the change have ended")
                .startsWith("/sign-in");
        assertThat(new Visitor(server.address("Console"))
                        .signIn("admin", NEW_PASSWORD)
                        .statusCode())
                .isEqualTo(303);
        sessionsUseTheApiWithAFormToken(admin);
    }

    private void sessionsUseTheApiWithAFormToken(Visitor admin) {
        assertThat(admin.get("/api/v1/organisations").statusCode()).isEqualTo(200);
        HttpResponse<String> forged = admin.send(
                "POST",
                "/api/v1/organisations",
                "{\"name\":\"water\",\"displayName\":\"Water\"}",
                "Idempotency-Key",
                "forged-request");
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(forged.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void withoutCredentialsTheApiIsClosed() {
        HttpResponse<String> answer = new Visitor(server.address("Console")).get("/api/v1/organisations");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(answer.headers().allValues("X-Request-Id")).hasSize(1);
        assertThat(answer.body()).contains("SKY-1220");
        assertThat(Visitor.withToken(server.address("Console"), "sky_invented")
                        .get("/api/v1/volume")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void allPartsAreHealthy() {
        Visitor operator = new Visitor(java.net.URI.create("http://127.0.0.1:" + server.managementPort()));
        HttpResponse<String> ready = operator.get("/health/ready");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).contains("database", "volume", "outbox");
    }

    private static HttpResponse<String> change(Visitor person, String current, String wanted) {
        return person.form(
                "/account", "/account/password", Map.of("current", current, "wanted", wanted, "repeated", wanted));
    }
}
