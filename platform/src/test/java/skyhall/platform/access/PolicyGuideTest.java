package skyhall.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static skyhall.platform.access.Asked.ALICE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The policies of the guide are policies and do what the headings over them say.
final class PolicyGuideTest {
    private static final Pattern BLOCK = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    private static List<String> blocks() throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "guide", "policies.md"));
        return BLOCK.matcher(guide)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    @Test
    void aFolderForEachPerson() throws IOException {
        String policy = blocks().getFirst();
        assertThat(ALICE.resource("arn:aws:s3:::home/alice/a").of(policy, PolicyKind.IDENTITY))
                .isEqualTo(Verdict.ALLOWED);
        assertThat(ALICE.resource("arn:aws:s3:::home/bob/a").of(policy, PolicyKind.IDENTITY))
                .isEqualTo(Verdict.SILENT);
    }

    @Test
    void aBucketForAnotherOrganisation() throws IOException {
        String policy = blocks().getLast();
        Asked carol = new Asked(
                "arn:aws:iam::roads:user/carol",
                "roads",
                "s3:GetObject",
                "arn:aws:s3:::counts/2026",
                ALICE.with("aws:sourceip", "10.20.3.4").context(),
                "");
        assertThat(carol.of(policy, PolicyKind.RESOURCE)).isEqualTo(Verdict.ALLOWED);
        assertThat(carol.with("aws:sourceip", "10.21.3.4").of(policy, PolicyKind.RESOURCE))
                .isEqualTo(Verdict.SILENT);
    }
}
