package skyhall.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class SkyTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void withoutWordsItShowsItsCommands() {
        assertThat(execute()).isZero();
        assertThat(out.toString()).contains("run").contains("config");
    }

    @Test
    void configPrintsTheValuesInForce() throws IOException {
        Path file = Files.writeString(folder.resolve("sky.conf"), "portal.port=1234\n");
        assertThat(execute("config", "--config", file.toString())).isZero();
        assertThat(out.toString()).contains("portal.port = 1234").contains("s3.port = 9000");
    }

    @Test
    void aFaultIsOneSentenceWithItsCodeAndWhatToDo() throws IOException {
        Path file = Files.writeString(folder.resolve("sky.conf"), "portal.prot=1\n");
        assertThat(execute("config", "-c", file.toString())).isEqualTo(Sky.OPERATORS_MOVE);
        assertThat(err.toString())
                .startsWith("SKY-1001 ")
                .contains("'portal.prot'")
                .contains("Correct the name");
    }

    @Test
    void aFileThatWasNamedMustBeThere() {
        assertThat(execute("config", "-c", folder.resolve("none.conf").toString()))
                .isEqualTo(Sky.OPERATORS_MOVE);
        assertThat(err.toString()).contains("none.conf cannot be read");
    }

    @Test
    void wrongWordsAreRefused() {
        assertThat(execute("no-such-command")).isEqualTo(CommandLine.ExitCode.USAGE);
    }

    @Test
    void theReferencePagesAreWritten() {
        assertThat(execute("reference", folder.toString())).isZero();
        assertThat(folder.resolve("docs/reference/errors.md")).isNotEmptyFile();
    }

    private int execute(String... words) {
        CommandLine line = Sky.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(words);
    }
}
