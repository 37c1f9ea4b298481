package skyhall.platform.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import skyhall.platform.identity.IdentityRefusal.PasswordTooWeak;
import skyhall.platform.secret.Secret;

/// What a password must be. Length and not-guessable, no rules about signs and digits: NIST SP 800-63B, 5.1.1.2.
final class PasswordRules {
    static final int LEAST_CHARACTERS = 12;
    static final int MOST_CHARACTERS = 256;

    /// Long enough to pass the length rule, and tried first by every guesser. Compared without case, signs and spaces.
    private static final Set<String> COMMON = Set.of(
            "123456789012",
            "1234567890123",
            "12345678901234",
            "123456123456",
            "123123123123",
            "012345678910",
            "passwordpassword",
            "password1234",
            "password12345",
            "password123456",
            "passw0rd1234",
            "mypassword123",
            "thisismypassword",
            "changemechangeme",
            "changeme1234",
            "changeme12345",
            "letmeinletmein",
            "letmein12345",
            "welcome12345",
            "welcome123456",
            "welcometoskyhall",
            "administrator",
            "administrator1",
            "administrator123",
            "adminadminadmin",
            "adminadmin123",
            "admin1234567",
            "admin12345678",
            "qwertyuiop12",
            "qwertyuiop123",
            "qwertyuiopasdf",
            "qwertyqwerty",
            "qwerty123456",
            "qwerty1234567",
            "1q2w3e4r5t6y",
            "1qaz2wsx3edc",
            "qazwsxedcrfv",
            "zxcvbnmasdfghjkl",
            "asdfghjklqwertyuiop",
            "abcdefghijkl",
            "abcdefghijklm",
            "abcd12345678",
            "abc123abc123",
            "abc123456789",
            "a12345678910",
            "iloveyouiloveyou",
            "iloveyou1234",
            "iloveyou12345",
            "correcthorsebatterystaple",
            "woaini1314520",
            "woaini520131",
            "5201314520131",
            "woaini123456",
            "qwe123456789",
            "asd123456789",
            "aa1234567890",
            "a1234567890a",
            "zhang123456789",
            "wang1234567890",
            "skyhallskyhall",
            "skyhall12345");

    private PasswordRules() {}

    static Optional<IdentityRefusal> refusal(Secret password, Account account) {
        return weakness(password.reveal(), account).map(PasswordTooWeak::new);
    }

    private static Optional<PasswordWeakness> weakness(String text, Account account) {
        int length = text.codePointCount(0, text.length());
        if (length < LEAST_CHARACTERS) {
            return Optional.of(PasswordWeakness.TOO_SHORT);
        }
        if (length > MOST_CHARACTERS) {
            return Optional.of(PasswordWeakness.TOO_LONG);
        }
        if (text.codePoints().distinct().count() < 5) {
            return Optional.of(PasswordWeakness.REPEATS);
        }
        String plain = plain(text);
        if (COMMON.contains(plain)) {
            return Optional.of(PasswordWeakness.COMMON);
        }
        return resembles(plain, account) ? Optional.of(PasswordWeakness.OWN_NAME) : Optional.empty();
    }

    /// True when little is left once the person's name, display name and e-mail address are taken out.
    private static boolean resembles(String plain, Account account) {
        String rest = plain;
        for (String own : new String[] {account.email().orElse(""), account.displayName(), account.name()}) {
            String word = plain(own);
            rest = word.length() < 3 ? rest : rest.replace(word, "");
        }
        return rest.length() < plain.length() && rest.length() < 6;
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
