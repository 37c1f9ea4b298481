package skyhall.server.running;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import skyhall.server.log.Logging;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Uses the whole server with every kind of credentials, at the greatest detail of its log, and then looks for each
/// secret in the log, in every table and in every file of the data directory.
final class SecretsStayHiddenTest {
    private static final String WRONG = "a wrong guess of the password";
    private static final String SECOND = "four barges under the bridge";

    @TempDir
    Path folder;

    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private final List<String> secrets = new ArrayList<>(List.of(WRONG, SECOND));

    @Test
    void noSecretReachesTheLogATableOrAFile() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        AppenderBase<ILoggingEvent> capture = capture();
        Map<String, String> environment;
        try (RunningServer server = RunningServer.start(folder, Map.of())) {
            environment = server.environment();
            root.addAppender(capture);
            loud(root);
            use(server);
        } finally {
            root.detachAppender(capture);
            Logging.level(root.getLoggerContext(), before);
            root.getLoggerContext().getLogger("skyhall").setLevel(null);
        }
        assertThat(log).as("the log was captured").hasSizeGreaterThan(20);
        assertHidden("the log", String.join("\n", log));
        assertHidden("the tables", tables(environment));
        assertHidden("the files", files());
    }

    /// The test's own client writes down what it sends; only the server's words count here.
    private static void loud(Logger root) {
        Logging.level(root.getLoggerContext(), Level.TRACE);
        for (String own : List.of("software.amazon.awssdk", "jdk.internal.httpclient", "sun.net.www")) {
            ((Logger) LoggerFactory.getLogger(own)).setLevel(Level.OFF);
        }
    }

    private void use(RunningServer server) throws IOException {
        URI portal = server.address("Console");
        Commands commands = new Commands(server.environment());
        String first = secret(server.administratorsPassword());
        Files.delete(folder.resolve("data/first-administrator.txt")); // as it asks for
        Visitor admin = new Visitor(portal);
        admin.signIn("admin", WRONG);
        assertThat(admin.signIn("admin", first).statusCode()).isEqualTo(303);
        admin.form("/account", "/account/password", Map.of("current", first, "wanted", SECOND, "repeated", SECOND));
        commands.done("org", "create", "water");
        secret(commands.json("user", "create", "li", "--org", "water", "--json"), "password");
        commands.done("user", "create", "robot", "--org", "water", "--service", "--role", "administrator");
        String token = secret(
                commands.json(
                        "token", "create", "robot", "--org", "water", "--scope", "iam", "--scope", "sky", "--json"),
                "token");
        Visitor robot = Visitor.withToken(portal, token);
        assertThat(robot.get("/api/v1/organisations/water/people").statusCode()).isEqualTo(200);
        JsonNode key = JsonMapper.shared()
                .readTree(robot.send("POST", "/api/v1/organisations/water/accounts/robot/access-keys", "")
                        .body());
        store(server.address("S3 API"), key.get("accessKeyId").asString(), secret(key, "secretAccessKey"));
        JsonNode hook = JsonMapper.shared()
                .readTree(robot.send(
                                "POST",
                                "/api/v1/organisations/water/webhooks",
                                "{\"url\":\"https://203.0.114.1/hook\",\"topics\":[\"storage.*\"],\"types\":[]}")
                        .body());
        secret(hook, "secret");
        commands.done("secret", "rotate");
    }

    private static void store(URI endpoint, String id, String secret) {
        try (S3Client client = S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret)))
                .build()) {
            client.createBucket(bucket -> bucket.bucket("levels"));
            client.putObject(object -> object.bucket("levels").key("weir/1"), RequestBody.fromString("2.31"));
            assertThat(client.getObjectAsBytes(object -> object.bucket("levels").key("weir/1"))
                            .asUtf8String())
                    .isEqualTo("2.31");
        }
    }

    private String secret(JsonNode answer, String field) {
        return secret(answer.get(field).asString());
    }

    private String secret(String text) {
        assertThat(text).hasSizeGreaterThan(15);
        secrets.add(text);
        return text;
    }

    private void assertHidden(String where, String text) {
        for (String secret : secrets) {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            for (String form : List.of(
                    secret,
                    secret.replace(' ', '+'),
                    Base64.getEncoder().encodeToString(bytes),
                    HexFormat.of().formatHex(bytes))) {
                assertThat(text.contains(form))
                        .as("secret no. %d of %d stands in %s", secrets.indexOf(secret), secrets.size(), where)
                        .isFalse();
            }
        }
    }

    private static String tables(Map<String, String> environment) throws SQLException {
        StringBuilder all = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(
                        environment.getOrDefault("SKYHALL_DATABASE_URL", ""),
                        environment.getOrDefault("SKYHALL_DATABASE_USER", ""),
                        password(environment));
                Statement statement = connection.createStatement()) {
            List<String> names = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("""
                    SELECT table_schema || '.' || table_name FROM information_schema.tables
                    WHERE table_schema IN ('platform', 'portal', 'storage')""")) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            assertThat(names).hasSizeGreaterThan(20);
            for (String name : names) {
                try (ResultSet rows = statement.executeQuery("SELECT CAST(t AS text) FROM " + name + " t")) {
                    while (rows.next()) {
                        all.append(rows.getString(1)).append('\n');
                    }
                }
            }
        }
        assertThat(all).contains("robot", "levels");
        return all.toString();
    }

    private static String password(Map<String, String> environment) {
        String file = environment.getOrDefault("SKYHALL_DATABASE_PASSWORD_FILE", "");
        try {
            return file.isEmpty() ? "" : Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String files() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> paths = Files.walk(folder.resolve("data"))) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(path, StandardCharsets.ISO_8859_1)).append('\n');
            }
        }
        assertThat(all).as("the data directory was read").isNotEmpty();
        return all.toString();
    }

    private AppenderBase<ILoggingEvent> capture() {
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                var thrown = event.getThrowableProxy();
                log.add(event.getFormattedMessage() + " " + event.getKeyValuePairs()
                        + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown)));
            }
        };
        appender.start();
        return appender;
    }
}
