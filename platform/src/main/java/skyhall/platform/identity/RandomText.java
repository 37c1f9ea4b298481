package skyhall.platform.identity;

import java.security.SecureRandom;
import java.util.HexFormat;

/// Texts that nobody can guess.
final class RandomText {
    private static final String UPPER_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// Without 0, O, 1, l and I: a person may have to type it from a screen.
    private static final String LEGIBLE = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private RandomText() {}

    static String hex(SecureRandom random, int bytes) {
        byte[] bits = new byte[bytes];
        random.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }

    /// 20 characters, 85 bits by lot.
    static String accessKeyId(SecureRandom random) {
        return "SKY" + of(random, UPPER_AND_DIGITS, 17);
    }

    /// 40 characters, 238 bits.
    static String accessKeySecret(SecureRandom random) {
        return of(random, LETTERS_AND_DIGITS, 40);
    }

    /// 43 characters after the prefix, 256 bits.
    static String apiToken(SecureRandom random) {
        return "sky_" + of(random, LETTERS_AND_DIGITS, 43);
    }

    /// 20 characters in groups of five, 116 bits.
    static String password(SecureRandom random) {
        String text = of(random, LEGIBLE, 20);
        return String.join(
                "-", text.substring(0, 5), text.substring(5, 10), text.substring(10, 15), text.substring(15));
    }

    private static String of(SecureRandom random, String alphabet, int length) {
        return random.ints(length, 0, alphabet.length())
                .mapToObj(alphabet::charAt)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }
}
