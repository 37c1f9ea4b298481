package skyhall.storage.listing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// What a listing tells when every key is looked at: the model that walks are compared with.
///
/// Source: Amazon S3 API Reference, ListObjectsV2: keys in the order of their UTF-8 bytes; keys that
/// hold the delimiter behind the prefix are rolled up to one common prefix, which stands where its
/// first key would.
final class NaiveListing {
    /// Of few signs, so that keys share beginnings: of one to four bytes, among them two that UTF-16
    /// orders the other way.
    private static final List<String> SIGNS =
            List.of("a", "b", "/", "/", "-", "é", "漢", "～", "😀", "\u0001", "\u007f", "\uDBFF\uDFFF");

    private NaiveListing() {}

    /// The line of a key: the key itself, or the common prefix that it is rolled up to.
    static String line(String key, String prefix, String delimiter) {
        int at = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
        return at < 0 ? key : key.substring(0, at + delimiter.length());
    }

    /// All lines, in order and each once.
    static List<String> lines(List<String> sorted, String prefix, String delimiter) {
        List<String> lines = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (String key : sorted) {
            if (key.startsWith(prefix)) {
                String line = line(key, prefix, delimiter);
                if (!isRolledUp(key, prefix, delimiter) || told.add(line)) {
                    lines.add(line);
                }
            }
        }
        return lines;
    }

    static boolean isRolledUp(String key, String prefix, String delimiter) {
        return !delimiter.isEmpty() && key.indexOf(delimiter, prefix.length()) >= 0;
    }

    static int compare(String left, String right) {
        return Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    /// Distinct random keys in the order of their bytes.
    static List<String> keys(RandomGenerator random, int count) {
        Set<String> keys = new HashSet<>();
        while (keys.size() < count) {
            StringBuilder key = new StringBuilder();
            for (int i = 1 + random.nextInt(10); i > 0; i--) {
                key.append(sign(random));
            }
            keys.add(key.toString());
        }
        return keys.stream().sorted(NaiveListing::compare).toList();
    }

    static String sign(RandomGenerator random) {
        return SIGNS.get(random.nextInt(SIGNS.size()));
    }

    /// A beginning that some key has, or none has, or nothing.
    static String prefix(RandomGenerator random, List<String> keys) {
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> sign(random) + sign(random) + sign(random);
            default -> {
                String key = keys.get(random.nextInt(keys.size()));
                yield key.substring(0, key.offsetByCodePoints(0, random.nextInt(key.codePointCount(0, key.length()))));
            }
        };
    }

    static String delimiter(RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> sign(random);
            case 2 -> sign(random) + sign(random);
            default -> "/";
        };
    }
}
