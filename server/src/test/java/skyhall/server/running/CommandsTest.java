package skyhall.server.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Commands beside a running server: each does what it says, and refuses in a sentence with the right exit code.
final class CommandsTest {
    @TempDir
    static Path folder;

    private static RunningServer server;
    private static Commands commands;

    @BeforeAll
    static void open() {
        server = RunningServer.start(folder, Map.of());
        commands = new Commands(server.environment());
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void organisationsAreMadeChangedAndDeleted() {
        commands.done("org", "create", "parks", "--display-name", "Parks and Gardens", "--time-zone", "Asia/Shanghai");
        commands.done("org", "create", "trees", "--under", "parks");
        assertThat(commands.json("org", "show", "trees", "--json").get("parent").asString())
                .isEqualTo("parks");
        commands.done("org", "move", "trees");
        assertThat(commands.json("org", "show", "trees", "--json").has("parent"))
                .isFalse();
        commands.done("org", "rename", "trees", "woods");
        assertThat(commands.done("org", "disable", "woods")).contains("false");
        assertThat(commands.done("org", "enable", "woods")).contains("true");
        assertThat(commands.done("org", "list")).contains("parks", "woods", "DISPLAYNAME");
        commands.done("org", "delete", "woods");
        refused(2, "SKY-1084", "org", "show", "woods");
        refused(2, "SKY-1081", "org", "create", "parks");
        refused(2, "SKY-1080", "org", "create", "Not A Name");
    }

    @Test
    void aPersonWhoWasMadeHereSignsInAndARecoveredAdministratorToo() {
        commands.done("org", "create", "harbour");
        JsonNode made = commands.json("user", "create", "wu", "--org", "harbour", "--role", "developer", "--json");
        Visitor wu = new Visitor(server.address("Console"));
        assertThat(wu.signIn("wu", made.get("password").asString()).statusCode())
                .isEqualTo(303);
        assertThat(wu.get("/account").statusCode()).isEqualTo(200);
        String second = commands.json("user", "password", "wu", "--json")
                .get("password")
                .asString();
        assertThat(wu.get("/account").statusCode()).as("the session ended").isEqualTo(303);
        assertThat(wu.signIn("wu", second).statusCode()).isEqualTo(303);
        commands.done("user", "disable", "wu");
        assertThat(wu.get("/account").statusCode())
                .as("a disabled person is out")
                .isEqualTo(303);
        commands.done("user", "enable", "wu");
        assertThat(commands.done("user", "roles", "wu", "auditor")).contains("auditor");
        commands.done("user", "rename", "wu", "wu-min");
        commands.done("user", "delete", "wu-min");
        refused(2, "SKY-1085", "user", "show", "wu-min");
        String recovered =
                commands.json("recover", "admin", "--json").get("password").asString();
        assertThat(new Visitor(server.address("Console"))
                        .signIn("admin", recovered)
                        .statusCode())
                .isEqualTo(303);
        refused(2, "SKY-1098", "user", "disable", "admin");
    }

    @Test
    void keysTurn() {
        commands.done("org", "create", "trams");
        commands.done("user", "create", "robot", "--org", "trams", "--service");
        JsonNode first = commands.json("key", "create", "robot", "--org", "trams", "--json");
        String id = first.get("accessKeyId").asString();
        assertThat(first.get("secretAccessKey").asString()).hasSizeGreaterThan(30);
        JsonNode second = commands.json("key", "rotate", id, "--json");
        assertThat(commands.done("key", "disable", id)).contains("true");
        assertThat(commands.done("key", "list", "robot", "--org", "trams"))
                .contains(id, second.get("accessKeyId").asString());
        refused(2, "SKY-1092", "key", "create", "robot", "--org", "trams");
        commands.done("key", "delete", id);
        refused(2, "SKY-1086", "key", "enable", id);
        refused(2, "SKY-1085", "key", "list", "robot");
        assertThat(commands.done("secret", "rotate")).contains("primaryKeyId");
        JsonNode token = commands.json("token", "create", "robot", "--org", "trams", "--scope", "sky:*", "--json");
        assertThat(commands.done("token", "list", "robot", "--org", "trams"))
                .contains("sky:*")
                .doesNotContain(token.get("token").asString());
        commands.done("token", "revoke", token.get("id").asString());
        refused(2, "SKY-1087", "token", "revoke", token.get("id").asString());
    }

    @Test
    void theAuditRecordIsVerifiedAndExported() throws Exception {
        assertThat(commands.run("audit", "verify").exitCode()).isZero();
        assertThat(commands.done("audit", "export")).isNotNull();
        Path file = folder.resolve("audit.ndjson");
        commands.done("audit", "export", "--org", "city", "--output", file.toString());
        assertThat(file).exists();
        refused(2, "already", "audit", "export", "--output", file.toString());
        assertThat(commands.done("job", "list", "--json")).startsWith("[");
        Files.delete(file);
    }

    @Test
    void aRunningServerIsNotBackedUp() {
        refused(3, "SKY-1010", "backup", folder.resolve("b.tar").toString());
    }

    @Test
    void aWrongDirectoryIsRefusedAndStaysAsItWas(@TempDir Path empty) {
        Commands elsewhere = new Commands(Map.of("SKYHALL_DATA_DIRECTORY", empty.toString()));
        assertThat(elsewhere.run("org", "list").exitCode()).isEqualTo(3);
        assertThat(elsewhere.run("org", "list").err()).startsWith("SKY-9005 ");
        assertThat(empty).isEmptyDirectory();
        assertThat(elsewhere
                        .run("restore", empty.resolve("none.tar").toString(), "--into", "x")
                        .exitCode())
                .isNotZero();
    }

    @Test
    void wrongWordsAreExplained() {
        refused(2, "'king' is no role", "user", "create", "x", "--org", "city", "--role", "king");
        refused(2, "--org", "user", "list");
        refused(2, "SKY-1084", "user", "list", "--org", "nowhere");
    }

    private static void refused(int exitCode, String said, String... words) {
        Commands.Answer answer = commands.run(words);
        assertThat(answer.exitCode()).as(String.join(" ", words)).isEqualTo(exitCode);
        assertThat(answer.err()).contains(said).doesNotContain("\tat ");
    }
}
