package skyhall.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients that send nonsense, too much, too slowly or nothing at all: each gets an error of S3's, and
/// the server goes
/// on serving the others.
@Tag("slow")
final class HostileClientTest {
    private static final int IDLE = 1000;
    private static final int TRICKLING = 500;

    @TempDir
    private static Path folder;

    private static @org.jspecify.annotations.Nullable ServerProcess running;

    @BeforeAll
    static void start() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        running = ServerProcess.start(folder.resolve("data"), Map.of("S3_IDLE_TIME", "5s", "S3_CONNECTIONS", "1800"));
        running.mustPut("/hostile", new byte[0]);
    }

    @AfterAll
    static void end() {
        if (running != null) {
            running.close();
        }
    }

    private static ServerProcess server() {
        return java.util.Objects.requireNonNull(running);
    }

    private static void isS3Error(String answer, String status) {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .contains("<Error><Code>")
                .doesNotContain("<html");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /b/a%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /b/a%00b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /b/a\0b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /b/a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\nConnection: close\r\n\r\n",
                "PUT /b/a HTTP/1.1\r\nHost: x\r\nContent-Length: minus\r\nConnection: close\r\n\r\n",
                "nonsense\r\n\r\n",
                "GET /b/a HTTP/9.9\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /b/a HTTP/1.1\r\nConnection: close\r\n\r\n"
            })
    void aRequestThatIsNoneGetsXml(String request) throws IOException {
        isS3Error(Wire.ask(server().port(), request), "400");
    }

    @Test
    void anAbsoluteTargetIsServedLikeItsPath() throws IOException {
        String answer =
                Wire.ask(server().port(), "GET http://x/hostile/none HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        isS3Error(answer, "403");
    }

    @Test
    void headersThatAreTooLargeAreRefused() throws IOException {
        String one = "x-amz-meta-a: " + "a".repeat(60_000) + "\r\n";
        isS3Error(Wire.ask(server().port(), "GET /b/a HTTP/1.1\r\nHost: x\r\n" + one + "\r\n"), "4");
        String many = "x-amz-meta-a: b\r\n".repeat(5000);
        isS3Error(Wire.ask(server().port(), "GET /b/a HTTP/1.1\r\nHost: x\r\n" + many + "\r\n"), "4");
        isS3Error(Wire.ask(server().port(), "GET /" + "a".repeat(60_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"), "4");
    }

    @Test
    void aBodyThatWillBeRefusedIsNotAskedFor() throws IOException {
        String request = Wire.head(
                server().client(),
                "PUT",
                "/no-such-bucket-here/key",
                "Content-Length: 1000000\r\nExpect: 100-continue\r\nConnection: close\r\n");
        String answer = Wire.ask(server().port(), request);
        isS3Error(answer, "404");
        assertThat(answer).doesNotContain("100 Continue");
    }

    @Test
    void documentsWithEntitiesDepthOrSizeAreRefused() throws IOException {
        String laughs = "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]>"
                + "<VersioningConfiguration><Status>&b;</Status></VersioningConfiguration>";
        String outside = "<!DOCTYPE l [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"
                + "<VersioningConfiguration><Status>&a;</Status></VersioningConfiguration>";
        String deep = "<VersioningConfiguration>".repeat(10_000) + "</VersioningConfiguration>".repeat(10_000);
        String wide = "<VersioningConfiguration>" + "<a/>".repeat(200_000) + "</VersioningConfiguration>";
        for (String document : List.of(laughs, outside, deep, wide, "<a", "\0")) {
            SignedClient.Answer answer =
                    server().client().put("/hostile?versioning=", document.getBytes(StandardCharsets.UTF_8));
            assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
            assertThat(answer.text()).contains("<Error><Code>").doesNotContain("root:");
        }
    }

    @Test
    void idleAndTricklingClientsDoNotKeepOthersOut() throws Exception {
        List<Wire> wires = new ArrayList<>();
        try {
            for (int i = 0; i < IDLE; i++) {
                wires.add(new Wire(server().port()));
            }
            for (int i = 0; i < TRICKLING; i++) {
                wires.add(new Wire(server().port())
                        .say(Wire.head(server().client(), "PUT", "/hostile/slow-" + i, "Content-Length: 1000000\r\n"))
                        .say("a"));
            }
            long begun = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                server().mustPut("/hostile/quick-" + i, Seeded.bytes(i, 100_000));
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            System.out.printf(
                    "slow-clients: %d idle and %d trickling connections; 20 puts of 100 KB took %.1f s; resident %d"
                            + " MiB%n",
                    IDLE, TRICKLING, seconds, Resident.mebibytes(server().jvm().pid()));
            assertThat(seconds).isLessThan(60);
            assertThat(isCutOff(wires.getFirst()))
                    .as("an idle connection is closed")
                    .isTrue();
            assertThat(isCutOff(wires.getLast())).as("a trickling one too").isTrue();
        } finally {
            for (Wire wire : wires) {
                wire.close();
            }
        }
        assertThat(server().client().get("/hostile/slow-0").status()).isEqualTo(404);
        server().mustPut("/hostile/after", new byte[10]);
    }

    private static boolean isCutOff(Wire wire) throws IOException {
        try {
            String last = wire.hear();
            return last.isEmpty() || last.contains("<Error>");
        } catch (SocketException e) {
            return true;
        }
    }
}
