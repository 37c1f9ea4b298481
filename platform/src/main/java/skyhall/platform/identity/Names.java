package skyhall.platform.identity;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;
import skyhall.platform.identity.IdentityRefusal.Malformed;

/// The forms of names and texts. Account names follow AWS IAM ("IAM and STS quotas", name limits), without a leading
/// sign; they are ASCII so that nobody can look like somebody else.
final class Names {
    private static final Pattern ORGANISATION = Pattern.compile("[a-z][a-z0-9-]{1,62}");
    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+=,.@_-]{0,63}");
    private static final Pattern OWNER_ID = Pattern.compile("[!-~]{1,128}");
    private static final Pattern EMAIL = Pattern.compile("[!-?A-~]{1,64}@[A-Za-z0-9.-]{1,189}");
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9._-]{3,128}");
    private static final Pattern KEY_SECRET = Pattern.compile("[!-~]{3,256}");
    private static final Pattern SCOPE = Pattern.compile("[a-z][a-z0-9.-]*(:[a-z0-9*.-]+)?");
    private static final int DISPLAY_LIMIT = 200;

    private Names() {}

    static Optional<IdentityRefusal> organisation(String text) {
        return unless(ORGANISATION.matcher(text).matches(), "organisation's name", ORGANISATION.pattern());
    }

    static Optional<IdentityRefusal> account(String text) {
        return unless(ACCOUNT.matcher(text).matches(), "name", ACCOUNT.pattern());
    }

    static Optional<IdentityRefusal> ownerId(String text) {
        return unless(OWNER_ID.matcher(text).matches(), "owner id", "1 to 128 visible ASCII characters");
    }

    static Optional<IdentityRefusal> email(String text) {
        return unless(EMAIL.matcher(text).matches(), "e-mail address", "name@host");
    }

    static Optional<IdentityRefusal> keyId(String text) {
        return unless(KEY_ID.matcher(text).matches(), "access key id", KEY_ID.pattern());
    }

    static Optional<IdentityRefusal> keySecret(String text) {
        return unless(KEY_SECRET.matcher(text).matches(), "access key's secret", "3 to 256 visible ASCII characters");
    }

    static Optional<IdentityRefusal> scope(String text) {
        return unless(SCOPE.matcher(text).matches(), "scope", SCOPE.pattern());
    }

    static Optional<IdentityRefusal> displayName(String text) {
        boolean fine = !text.isBlank()
                && text.length() <= DISPLAY_LIMIT
                && text.codePoints().noneMatch(Character::isISOControl);
        return unless(fine, "display name", "1 to " + DISPLAY_LIMIT + " characters without control characters");
    }

    static Optional<IdentityRefusal> timeZone(String text) {
        try {
            ZoneId.of(text);
            return Optional.empty();
        } catch (DateTimeException _) {
            return unless(false, "time zone", "a name of the IANA time zone database, such as Asia/Shanghai");
        }
    }

    private static Optional<IdentityRefusal> unless(boolean fine, String what, String rule) {
        return fine ? Optional.empty() : Optional.of(new Malformed(what, rule));
    }
}
