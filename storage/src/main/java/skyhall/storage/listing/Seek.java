package skyhall.storage.listing;

import java.util.Arrays;
import java.util.Optional;

/// Where a walk goes on.
///
/// @param key UTF-8
/// @param inclusive whether the key itself still belongs to it
/// @param below within the key itself: only rows with a lower order than this; [Long#MAX_VALUE] for all
@SuppressWarnings("ArrayRecordComponent") // never compared
record Seek(byte[] key, boolean inclusive, long below) {
    static final Seek START = at(new byte[0]);

    static Seek at(byte[] key) {
        return new Seek(key, true, Long.MAX_VALUE);
    }

    static Seek after(byte[] key) {
        return new Seek(key, false, Long.MAX_VALUE);
    }

    static Seek within(byte[] key, long below) {
        return new Seek(key, true, below);
    }

    /// Behind everything that begins with `prefix`; empty when nothing can be behind it.
    static Optional<Seek> behind(byte[] prefix) {
        return successor(prefix).map(Seek::at);
    }

    /// The smallest byte string that is greater than every one that begins with `prefix`.
    static Optional<byte[]> successor(byte[] prefix) {
        int end = prefix.length;
        while (end > 0 && prefix[end - 1] == (byte) 0xff) {
            end--;
        }
        if (end == 0) {
            return Optional.empty();
        }
        byte[] next = Arrays.copyOf(prefix, end);
        next[end - 1]++;
        return Optional.of(next);
    }

    /// The later of the two.
    static Seek later(Seek left, Seek right) {
        int order = Arrays.compareUnsigned(left.key, right.key);
        return order < 0 || (order == 0 && left.inclusive && !right.inclusive) ? right : left;
    }
}
