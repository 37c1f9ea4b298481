package skyhall.storage.checksum;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Consumer;

/// Seeded changes of well-formed inputs: what the fuzz tests do in every build, where the fuzzer itself only
/// replays.
public final class Mutations {
    private static final String SPICE = "\r\n;:=,-\"\\%+&?0f \u0000\u00ff{}[]$/";

    private Mutations() {}

    /// Gives `check` that many changed forms of the seeds, one character per byte.
    public static void of(long seed, int count, Consumer<byte[]> check, String... seeds) {
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder(seeds[random.nextInt(seeds.length)]);
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                change(text, random);
            }
            check.accept(text.toString().getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static void change(StringBuilder text, Random random) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + random.nextInt(8));
        switch (random.nextInt(4)) {
            case 0 -> text.delete(at, end);
            case 1 -> text.insert(at, SPICE.charAt(random.nextInt(SPICE.length())));
            case 2 -> text.insert(at, text.substring(at, end).repeat(1 + random.nextInt(3)));
            default -> text.setLength(at);
        }
    }
}
