package skyhall.server.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import picocli.CommandLine;
import skyhall.server.command.Sky;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The command line, in this process, on the installation that an environment names.
public final class Commands {
    private final Map<String, String> environment;

    public Commands(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /// What a command answered.
    public record Answer(int exitCode, String out, String err) {}

    public Answer run(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Sky.commandLine(environment);
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        int exitCode = line.execute(words);
        return new Answer(exitCode, out.toString(), err.toString());
    }

    /// A command that must succeed.
    public String done(String... words) {
        Answer answer = run(words);
        assertThat(answer.exitCode())
                .as(String.join(" ", words) + ": " + answer.err())
                .isZero();
        return answer.out();
    }

    /// What a command that must succeed said with `--json`.
    public JsonNode json(String... words) {
        return JsonMapper.shared().readTree(done(words));
    }
}
