package skyhall.storage.listing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The walk itself, over rows of any kind that are ordered by key.
///
/// @param <R> a row
final class KeyWalk<R> {
    /// With a delimiter rows are fetched in small portions at first: they may all lie under one prefix.
    private static final int FIRST_PORTION = 64;

    private final Source<R> source;
    private final byte[] prefix;
    private final byte[] delimiter;
    private final int limit;
    private final List<Step<R>> steps = new ArrayList<>();

    KeyWalk(Source<R> source, String prefix, String delimiter, int limit) {
        this.source = source;
        this.prefix = prefix.getBytes(StandardCharsets.UTF_8);
        this.delimiter = delimiter.getBytes(StandardCharsets.UTF_8);
        this.limit = limit;
    }

    /// Up to `limit` steps from `start` on, and whether there is more.
    Walked<R> from(Seek start) {
        Optional<Seek> seek = Optional.of(Seek.later(start, Seek.at(prefix)));
        int portion = delimiter.length == 0 ? limit + 1 : FIRST_PORTION;
        while (seek.isPresent() && steps.size() <= limit) {
            List<R> rows = source.rows(seek.get(), Seek.successor(prefix), portion);
            seek = take(rows, rows.size() < portion);
            portion = Math.min(portion * 4, limit + 1);
        }
        boolean more = steps.size() > limit;
        return new Walked<>(List.copyOf(more ? steps.subList(0, limit) : steps), more);
    }

    /// Takes rows until the page is full; says where to go on, or nothing when the walk has ended.
    private Optional<Seek> take(List<R> rows, boolean last) {
        for (int i = 0; i < rows.size() && steps.size() <= limit; i++) {
            R row = rows.get(i);
            byte[] key = source.key(row);
            byte[] common = common(key);
            if (common.length == 0) {
                steps.add(new Step.Row<>(row));
                continue;
            }
            steps.add(new Step.CommonPrefix<>(new String(common, StandardCharsets.UTF_8)));
            int next = i + 1;
            while (next < rows.size() && startsWith(source.key(rows.get(next)), common)) {
                next++;
            }
            if (next == rows.size() && !last) {
                return Seek.behind(common);
            }
            i = next - 1;
        }
        return last || rows.isEmpty() ? Optional.empty() : Optional.of(source.behind(rows.getLast()));
    }

    /// The key up to and with the first delimiter behind the prefix, or nothing.
    private byte[] common(byte[] key) {
        if (delimiter.length > 0) {
            for (int i = prefix.length; i + delimiter.length <= key.length; i++) {
                if (Arrays.equals(key, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
                    return Arrays.copyOf(key, i + delimiter.length);
                }
            }
        }
        return new byte[0];
    }

    private static boolean startsWith(byte[] key, byte[] start) {
        return key.length >= start.length && Arrays.equals(key, 0, start.length, start, 0, start.length);
    }

    /// Rows in order.
    interface Source<R> {
        /// At most `limit` rows from `seek` on whose keys are below `end`.
        List<R> rows(Seek seek, Optional<byte[]> end, int limit);

        byte[] key(R row);

        Seek behind(R row);
    }

    /// What a walk tells: a row, or a prefix that stands for many.
    sealed interface Step<R> {
        record Row<R>(R row) implements Step<R> {}

        record CommonPrefix<R>(String prefix) implements Step<R> {}
    }

    record Walked<R>(List<Step<R>> steps, boolean more) {}
}
