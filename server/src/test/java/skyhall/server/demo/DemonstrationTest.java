package skyhall.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skyhall.platform.identity.Account;
import skyhall.platform.identity.Identity;
import skyhall.platform.identity.SignInDesk;
import skyhall.server.clients.RunningServer;
import skyhall.server.clients.Transport;

@Tag("slow")
final class DemonstrationTest {
    @TempDir
    Path folder;

    private final RunningServer server = RunningServer.of(Transport.HTTP);
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    /// One test, because its steps are the life of one demonstration.
    @Test
    void theSecondStartFindsEverythingAndPrintsTheSame() throws IOException {
        Files.writeString(folder.resolve("README.md"), "A document of the project.\n");
        Files.createDirectories(folder.resolve("docs/guide"));
        Files.writeString(folder.resolve("docs/guide/one.md"), "A guide.\n");

        Demonstration first = prepare();
        assertThat(first.newFiles()).isGreaterThan(2);
        assertThat(first.text()).contains("Console", "demo-licences", "demo-documents   2 files", "curl -fsS 'http");
        assertThat(first.check(printer())).describedAs("%s", said).isTrue();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("well     curl");

        Path kept = folder.resolve(Reception.FILE_NAME);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
        assertThat(signIn(passwordIn(first.text()))).isInstanceOf(SignInDesk.SignInOutcome.SignedIn.class);

        Files.writeString(folder.resolve("NOTICE"), "new since then\n");
        Demonstration second = prepare();
        assertThat(second.newFiles()).isEqualTo(1);
        assertThat(passwordIn(second.text())).isEqualTo(passwordIn(first.text()));
        assertThat(lineOf("Access key", second.text())).isEqualTo(lineOf("Access key", first.text()));
        assertThat(second.check(printer())).describedAs("%s", said).isTrue();

        Files.writeString(folder.resolve("README.md"), "Not what was put.\n");
        assertThat(second.check(printer())).isFalse();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("FAILED   curl: README.md came back changed");

        Files.delete(kept);
        assertThat(passwordIn(prepare().text())).isNotEqualTo(passwordIn(first.text()));
        Account person = identity().accounts().person(Reception.PERSON).orElseThrow();
        assertThat(person.organisationName()).isEqualTo(Reception.ORGANISATION);
    }

    private Demonstration prepare() {
        return Demonstration.prepare(
                identity(),
                server.joined().storage().storage(),
                new Demonstration.Place(folder, URI.create("http://127.0.0.1:8080/"), server.endpoint(), "us-east-1"),
                List.of(folder),
                InstantSource.system(),
                new SecureRandom());
    }

    private Identity identity() {
        return server.joined().platform().services().identity();
    }

    private SignInDesk.SignInOutcome signIn(String password) {
        return identity().signInDesk().signIn(Reception.PERSON, password, "127.0.0.1");
    }

    private PrintStream printer() {
        return new PrintStream(said, true, StandardCharsets.UTF_8);
    }

    private static String passwordIn(String text) {
        return lineOf("Sign-in", text).replaceAll(".* / (\\S+) .*", "$1");
    }

    private static String lineOf(String name, String text) {
        return text.lines()
                .filter(line -> line.strip().startsWith(name))
                .findFirst()
                .orElseThrow();
    }
}
