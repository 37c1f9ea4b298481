package skyhall.server.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skyhall.platform.api.Endpoint;
import skyhall.platform.api.OpenApi;
import skyhall.server.catalogue.Catalogue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Two organisations side by side, one beneath the first, and the programs of each: what is out of reach is as good
/// as absent, on every operation that names an organisation.
final class CrossTenantApiTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    static Path folder;

    private static RunningServer server;
    private static Commands commands;
    private static Visitor waterAdmin;
    private static Visitor fireAdmin;
    private static Visitor operator;

    @BeforeAll
    static void open() {
        server = RunningServer.start(folder, Map.of());
        commands = new Commands(server.environment());
        commands.done("org", "create", "water");
        commands.done("org", "create", "wells", "--under", "water");
        commands.done("org", "create", "fire");
        waterAdmin = program("water", "administrator", "iam", "sky:*");
        fireAdmin = program("fire", "administrator", "iam", "sky");
        operator = program("city", "operator", "iam", "sky");
    }

    @AfterAll
    static void close() {
        server.close();
    }

    private static Visitor program(String organisation, String role, String... scopes) {
        commands.done("user", "create", "robot", "--org", organisation, "--service", "--role", role);
        List<String> words =
                new java.util.ArrayList<>(List.of("token", "create", "robot", "--org", organisation, "--json"));
        for (String scope : scopes) {
            words.addAll(List.of("--scope", scope));
        }
        String token = commands.json(words.toArray(String[]::new)).get("token").asString();
        return Visitor.withToken(server.address("Console"), token);
    }

    @Test
    void everyOperationOnAnothersOrganisationAnswersThatThereIsNone() {
        for (Endpoint endpoint : Catalogue.endpoints()) {
            if (!endpoint.path().contains("{organisation}")) {
                continue;
            }
            HttpResponse<String> theirs = ask(fireAdmin, endpoint, "water");
            HttpResponse<String> nobodys = ask(fireAdmin, endpoint, "no-such");
            assertThat(theirs.statusCode()).as(endpoint.operationId()).isEqualTo(404);
            assertThat(withoutRequestId(theirs.body()))
                    .as("%s tells nothing that a name that does not exist would not", endpoint.operationId())
                    .isEqualTo(withoutRequestId(nobodys.body()));
            assertThat(ask(new Visitor(server.address("Console"), "Authorization", "Bearer sky_no"), endpoint, "water")
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void administratorsReachTheirOwnAndWhatIsBeneath() {
        assertThat(waterAdmin.get("/api/v1/organisations/wells/people").statusCode())
                .isEqualTo(200);
        assertThat(waterAdmin.get("/api/v1/organisations").body())
                .contains("\"water\"")
                .doesNotContain("fire");
        assertThat(waterAdmin.get("/api/v1/organisations/water/children").body())
                .contains("wells");
        assertThat(waterAdmin.get("/api/v1/volume").statusCode()).isEqualTo(403);
        assertThat(operator.get("/api/v1/volume").statusCode()).isEqualTo(200);
        assertThat(operator.get("/api/v1/organisations?limit=2").body()).contains("\"next\"");
    }

    @Test
    void aTokenDoesNoMoreThanItsScopes() {
        commands.done("user", "create", "reader", "--org", "water", "--service", "--role", "administrator");
        String token = commands.json("token", "create", "reader", "--org", "water", "--scope", "iam:list*", "--json")
                .get("token")
                .asString();
        Visitor reader = Visitor.withToken(server.address("Console"), token);
        assertThat(reader.get("/api/v1/organisations/water/people").statusCode())
                .isEqualTo(200);
        assertThat(reader.get("/api/v1/organisations/water/accounts/reader").statusCode())
                .isEqualTo(403);
        assertThat(reader.get("/api/v1/organisations/water/jobs").statusCode()).isEqualTo(403);
    }

    @Test
    void anAdministratorMakesNoOperator() {
        String wanted = "{\"name\":\"%s\",\"displayName\":\"X\",\"roles\":[\"%s\"]}";
        String people = "/api/v1/organisations/water/people";
        assertThat(waterAdmin
                        .send("POST", people, wanted.formatted("lin", "auditor"), "Idempotency-Key", "make-lin-1")
                        .statusCode())
                .isEqualTo(200);
        assertThat(waterAdmin
                        .send("POST", people, wanted.formatted("mo", "operator"), "Idempotency-Key", "make-mo-1")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void keysAreMadeShownOnceAndEnded() {
        String keys = "/api/v1/organisations/water/accounts/robot/access-keys";
        HttpResponse<String> made = waterAdmin.send("POST", keys, "");
        assertThat(made.statusCode()).isEqualTo(200);
        String id = JSON.readTree(made.body()).get("accessKeyId").asString();
        assertThat(waterAdmin.get(keys).body()).contains(id).doesNotContain("secretAccessKey");
        assertThat(waterAdmin
                        .send("PUT", keys + "/" + id, "{\"disabled\":true}")
                        .body())
                .contains("\"disabled\":true");
        assertThat(waterAdmin.send("DELETE", keys + "/" + id, "").statusCode()).isEqualTo(200);
        assertThat(waterAdmin.send("DELETE", keys + "/" + id, "").statusCode()).isEqualTo(404);
    }

    @Test
    void answersHaveTheShapeThatTheDescriptionSays() {
        for (String path : List.of(
                "/api/v1/organisations",
                "/api/v1/organisations/water/service-accounts",
                "/api/v1/organisations/water/audit-records",
                "/api/v1/organisations/water/jobs",
                "/api/v1/organisations/water/webhooks",
                "/api/v1/organisations/water/buckets",
                "/api/v1/faults")) {
            HttpResponse<String> answer = operator.get(path);
            assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
            assertThat(errors(path, answer.body())).as(path).isEmpty();
        }
        assertThat(errors("/api/v1/volume", operator.get("/api/v1/volume").body()))
                .isEmpty();
    }

    /// The schema of the path's answer, with the components that it refers to beside it.
    private static List<Error> errors(String path, String body) {
        JsonNode description = JSON.readTree(OpenApi.describe("Skyhall", "1", Catalogue.endpoints()));
        String declared = path.replaceAll("/organisations/[a-z]+", "/organisations/{organisation}");
        JsonNode answer = description
                .path("paths")
                .path(declared)
                .path("get")
                .path("responses")
                .path("200");
        JsonNode shape = answer.path("content").path("application/json").path("schema");
        assertThat(shape.isObject()).as("a schema for " + path).isTrue();
        String document = JSON.writeValueAsString(Map.of(
                "$schema", "https://json-schema.org/draft/2020-12/schema",
                "allOf", List.of(shape),
                "components", description.get("components")));
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(document);
        return schema.validate(body, com.networknt.schema.InputFormat.JSON);
    }

    private static HttpResponse<String> ask(Visitor who, Endpoint endpoint, String organisation) {
        String path = endpoint.path()
                .replace("{organisation}", organisation)
                .replace("{account}", "robot")
                .replaceAll("\\{[a-z]+}", "1");
        return endpoint.method() == Endpoint.Method.GET
                ? who.get(path)
                : who.send(
                        endpoint.method().name(), path, body(endpoint), "Idempotency-Key", "cross-" + path.hashCode());
    }

    /// A body that passes the reading, so that the answer is the gate's.
    private static String body(Endpoint endpoint) {
        return switch (endpoint.body().map(Class::getSimpleName).orElse("")) {
            case "OrganisationChange" ->
                "{\"name\":\"water\",\"displayName\":\"W\",\"timeZone\":\"UTC\",\"enabled\":true}";
            case "NewAccount" -> "{\"name\":\"x\",\"displayName\":\"X\",\"roles\":[]}";
            case "AccountChange" -> "{\"name\":\"x\",\"displayName\":\"X\",\"roles\":[],\"disabled\":false}";
            case "KeyChange" -> "{\"disabled\":true}";
            case "NewToken" -> "{\"name\":\"x\",\"scopes\":[],\"days\":1}";
            case "NewWebhook" -> "{\"url\":\"https://example.org/\",\"topics\":[\"storage.*\"],\"types\":[]}";
            case "WebhookChange" -> "{\"active\":true}";
            case "NewSecret" -> "{\"overlapHours\":1}";
            case "Replay" -> "{\"delivery\":1}";
            case "" -> "";
            default -> throw new IllegalStateException("this test knows no body for " + endpoint.path());
        };
    }

    private static String withoutRequestId(String body) {
        return body.replaceAll("[0-9A-F]{16}", "");
    }
}
