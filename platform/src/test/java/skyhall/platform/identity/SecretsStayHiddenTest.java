package skyhall.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static skyhall.platform.identity.Installation.TESTER;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import skyhall.platform.secret.Secret;

/// Does everything once with every logger at TRACE, then looks for each secret in the log, in the journal, in the
/// outcomes' own texts and in every column of every table.
class SecretsStayHiddenTest {
    private static final String FIXED = "fixed-secret-that-must-not-appear";
    private static final String PASSWORD = "a password nobody may read";

    private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
    private final List<String> hidden = new ArrayList<>(List.of(FIXED, PASSWORD));
    private final List<Object> answers = new ArrayList<>();

    @Test
    void noSecretReachesTheLogTheJournalOrATable() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        AppenderBase<ILoggingEvent> capture = capture();
        root.setLevel(Level.TRACE);
        root.addAppender(capture);
        var driver = java.util.logging.Logger.getLogger("org.postgresql");
        var driverBefore = driver.getLevel();
        Handler driverCapture = driverCapture();
        driver.setLevel(java.util.logging.Level.ALL);
        driver.addHandler(driverCapture);
        try (Installation city = new Installation()) {
            everything(city);
            assertHidden(city);
        } finally {
            driver.removeHandler(driverCapture);
            driver.setLevel(driverBefore);
            root.detachAppender(capture);
            root.setLevel(before);
        }
    }

    private void everything(Installation city) throws Exception {
        var welcome = city.identity.firstAdministrator().ensure(city.directory).orElseThrow();
        hide(welcome.password(), welcome);
        Organisation water = city.organisation("water");
        Account robot = city.service(water, "robot", Role.DEVELOPER);
        AccessKey.Fresh drawn =
                city.identity.accessKeys().create(TESTER, robot.id()).orFault();
        hide(drawn.secret(), drawn);
        ApiToken.Fresh token = city.identity
                .apiTokens()
                .create(TESTER, robot.id(), "t", Set.of(), Duration.ofDays(1))
                .orFault();
        hide(token.text(), token);
        answers.add(city.identity.apiTokens().verify(token.text()));
        bootstrap(city);
        answers.add(city.identity.keyRing().find(drawn.key().id()));
        answers.add(city.identity.keyRing().find("fixed"));
        city.identity.keyRing().used("fixed");
        city.identity.flushLastUsed();
        answers.add(city.identity.signInDesk().signIn("li", PASSWORD, "::1"));
        answers.add(city.identity.signInDesk().signIn("li", PASSWORD + "!", "::1"));
        Secret recovered = city.identity
                .recovery()
                .resetAdministrator(Actor.CONSOLE, "admin")
                .orFault();
        hide(recovered, recovered);
        answers.add(city.secrets.rotate());
        for (String line : Files.readAllLines(city.directory.resolve("master-keys"))) {
            hidden.add(line.substring(line.lastIndexOf(' ') + 1));
        }
        hidden.remove("1");
    }

    private void bootstrap(Installation city) {
        String file = """
                {"organisations":[{"name":"fire","people":[{"name":"li","initialPassword":"%s",
                 "accessKeys":[{"id":"fixed","secret":"%s"}]}]}]}""".formatted(PASSWORD, FIXED);
        answers.add(city.identity.bootstrap().apply(file));
        for (String broken : List.of(file.replace("}]}]}]}", ""), file.replace("\"id\"", "\"ID\""), file + "x")) {
            try {
                answers.add(city.identity.bootstrap().apply(broken));
            } catch (RuntimeException e) {
                answers.add(e);
            }
        }
    }

    private void hide(Secret secret, Object answer) {
        hidden.add(secret.reveal());
        answers.add(answer);
    }

    private void assertHidden(Installation city) {
        assertThat(log).as("the log was captured").hasSizeGreaterThan(100);
        assertThat(log).as("even parameters of statements").anyMatch(line -> line.contains("parameter value [fixed]"));
        String dump = dump(city);
        assertThat(dump).as("the tables were read").contains("fixed").contains("robot");
        String journal = city.journal.toString();
        List<String> hashes = city.database
                .sql()
                .sql("SELECT password_hash FROM platform.principal WHERE password_hash IS NOT NULL")
                .query(String.class)
                .list();
        assertThat(hashes).hasSize(2);
        String told = journal + answers;
        hashes.forEach(hash -> assertThat(told).doesNotContain(hash));
        hashes.forEach(hash -> assertThat(log).noneMatch(line -> line.contains(hash)));
        for (String secret : hidden) {
            for (String form : forms(secret)) {
                assertThat(log).noneMatch(line -> line.contains(form));
                assertThat(journal).doesNotContain(form);
                assertThat(answers.toString()).doesNotContain(form);
                assertThat(dump).doesNotContain(form);
            }
        }
    }

    private static List<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        return List.of(
                secret,
                Base64.getEncoder().encodeToString(bytes),
                HexFormat.of().formatHex(bytes));
    }

    private static String dump(Installation city) {
        StringBuilder all = new StringBuilder();
        List<String> tables = city.database
                .sql()
                .sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'platform'")
                .query(String.class)
                .list();
        for (String table : tables) {
            city.database
                    .sql()
                    .sql("SELECT CAST(t AS text) FROM platform." + table + " t")
                    .query(String.class)
                    .list()
                    .forEach(row -> all.append(row).append('\n'));
        }
        return all.toString();
    }

    /// The database driver logs to `java.util.logging`.
    private Handler driverCapture() {
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                log.add(new SimpleFormatter().format(record));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        handler.setLevel(java.util.logging.Level.ALL);
        return handler;
    }

    private AppenderBase<ILoggingEvent> capture() {
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                var thrown = event.getThrowableProxy();
                log.add(event.getFormattedMessage() + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown)));
            }
        };
        appender.start();
        return appender;
    }
}
