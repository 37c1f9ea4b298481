package skyhall.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static skyhall.platform.access.Asked.ALICE;
import static skyhall.platform.access.Verdict.ALLOWED;
import static skyhall.platform.access.Verdict.DENIED;
import static skyhall.platform.access.Verdict.SILENT;

import org.junit.jupiter.api.Test;

/// Variables, and that one without a value is never a way in.
final class VariablesTest {
    private static String policy(String effect, String rest) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"%s\",\"Action\":\"*\",%s}}"
                .formatted(effect, rest);
    }

    private static Verdict asks(Asked asked, String effect, String rest) {
        return asked.of(policy(effect, rest), PolicyKind.IDENTITY);
    }

    private static final String OWN = "\"Resource\":\"arn:aws:s3:::home/${aws:username}/*\"";
    private static final String NOT_OWN = "\"NotResource\":\"arn:aws:s3:::home/${aws:username}/*\"";
    private static final Asked AT_HOME = ALICE.resource("arn:aws:s3:::home/alice/a");
    private static final Asked AT_BOBS = ALICE.resource("arn:aws:s3:::home/bob/a");

    @Test
    void aFolderForEachPerson() {
        assertThat(asks(AT_HOME, "Allow", OWN)).isEqualTo(ALLOWED);
        assertThat(asks(AT_BOBS, "Allow", OWN)).isEqualTo(SILENT);
        assertThat(asks(AT_BOBS, "Deny", NOT_OWN)).isEqualTo(DENIED);
    }

    @Test
    void aStarInANameIsNoWildcard() {
        assertThat(asks(AT_BOBS.with("aws:username", "*"), "Allow", OWN)).isEqualTo(SILENT);
        assertThat(asks(AT_BOBS.with("aws:username", "b?b"), "Allow", OWN)).isEqualTo(SILENT);
        assertThat(asks(AT_BOBS.with("aws:username", "${x:y}"), "Allow", OWN)).isEqualTo(SILENT);
    }

    @Test
    void withoutAValueAnAllowDoesNotSpeak() {
        Asked nameless = AT_HOME.without("aws:username");
        assertThat(asks(nameless, "Allow", OWN)).isEqualTo(SILENT);
        assertThat(asks(nameless, "Allow", NOT_OWN)).isEqualTo(SILENT);
        assertThat(asks(
                        nameless.with("x:y", "z"),
                        "Allow",
                        "\"Resource\":\"*\",\"Condition\":{\"StringNotEquals\":{\"x:y\":\"${aws:username}\"}}"))
                .isEqualTo(SILENT);
    }

    @Test
    void withoutAValueADenyOfAllButOneDeniesAll() {
        assertThat(asks(AT_HOME.without("aws:username"), "Deny", NOT_OWN)).isEqualTo(DENIED);
    }

    @Test
    void severalValuesAreNoValue() {
        Asked many = AT_HOME.with("aws:username", "alice", "bob");
        assertThat(asks(many, "Allow", OWN)).isEqualTo(SILENT);
        assertThat(asks(many, "Allow", NOT_OWN)).isEqualTo(SILENT);
        assertThat(asks(many, "Allow", "\"NotResource\":\"arn:aws:s3:::home/${aws:username, 'x'}/*\""))
                .isEqualTo(SILENT);
    }

    @Test
    void aDefaultStandsInForAnAbsentValue() {
        String shared = "\"Resource\":\"arn:aws:s3:::home/${x:team, 'bob'}/*\"";
        assertThat(asks(AT_BOBS, "Allow", shared)).isEqualTo(ALLOWED);
        assertThat(asks(AT_BOBS.with("x:team", "carol"), "Allow", shared)).isEqualTo(SILENT);
    }

    @Test
    void escapedSignsStandForThemselves() {
        String literal = "\"Resource\":\"arn:aws:s3:::home/${*}${?}${$}*\"";
        assertThat(asks(ALICE.resource("arn:aws:s3:::home/*?$x"), "Allow", literal))
                .isEqualTo(ALLOWED);
        assertThat(asks(ALICE.resource("arn:aws:s3:::home/ab$x"), "Allow", literal))
                .isEqualTo(SILENT);
    }

    /// Source: AWS IAM User Guide, "IAM JSON policy elements: Version".
    @Test
    void theOldVersionHasNoVariables() {
        String old = policy("Allow", OWN).replace("2012-10-17", "2008-10-17");
        assertThat(AT_HOME.of(old, PolicyKind.IDENTITY)).isEqualTo(SILENT);
        Asked literally = ALICE.resource("arn:aws:s3:::home/${aws:username}/a");
        assertThat(literally.of(old, PolicyKind.IDENTITY)).isEqualTo(ALLOWED);
    }
}
