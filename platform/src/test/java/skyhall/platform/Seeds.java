package skyhall.platform;

import java.util.Random;
import java.util.random.RandomGenerator;

/// Property tests: a claim is tried with numbered worlds, each made from its number alone. A number that fails is
/// named in the failure, and goes into a test of its own (or into `only`) until it passes.
///
/// The numbers are the same in every run, so that a red build is red again; to look further, raise the count.
public final class Seeds {
    private Seeds() {}

    /// Tries `claim` with the numbers 0 to `count - 1` and stops at the first that fails.
    ///
    /// @throws AssertionError that names the number; its cause is what the claim threw
    public static void forEach(int count, Claim claim) {
        for (long seed = 0; seed < count; seed++) {
            only(seed, claim);
        }
    }

    /// Tries `claim` with one number: the way to look at a failure.
    public static void only(long seed, Claim claim) {
        try {
            claim.hold(new Random(seed), seed);
        } catch (Exception | AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
    }

    /// A text of up to `longest` characters drawn from `letters`, each a whole code point.
    public static String text(RandomGenerator random, String letters, int longest) {
        int[] alphabet = letters.codePoints().toArray();
        int length = random.nextInt(longest + 1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
        }
        return text.toString();
    }

    /// A text of up to `longest` characters of every kind: letters, signs, controls, lone surrogates and pairs.
    public static String anyText(RandomGenerator random, int longest) {
        int length = random.nextInt(longest + 1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            switch (random.nextInt(6)) {
                case 0 -> text.append((char) random.nextInt(0x20));
                case 1 -> text.append((char) random.nextInt(0x1_0000));
                case 2 -> text.appendCodePoint(0x1_0000 + random.nextInt(0x10_0000));
                case 3 -> text.append(",;:=\"[]/%+&<>'\\".charAt(random.nextInt(15)));
                default -> text.append((char) (0x20 + random.nextInt(0x5f)));
            }
        }
        return text.toString();
    }

    /// Up to `longest` bytes.
    public static byte[] bytes(RandomGenerator random, int longest) {
        byte[] bytes = new byte[random.nextInt(longest + 1)];
        random.nextBytes(bytes);
        return bytes;
    }

    /// What shall hold in the world of one seed.
    @FunctionalInterface
    public interface Claim {
        /// Draws the world from `random` alone and throws when the claim is broken in it.
        void hold(RandomGenerator random, long seed) throws Exception;
    }
}
