package skyhall.platform.access;

import java.util.Arrays;
import java.util.BitSet;

/// The characters between two `*` of a pattern; some of them may be `?`, which stands for any one character
/// (one UTF-16 unit).
///
/// Searching is linear in the text whatever the pattern: short literals by `indexOf`, long ones by Knuth,
/// Morris and Pratt, those with `?` by the shift-and method (R. Baeza-Yates, G. Gonnet, *A new approach to text
/// searching*, CACM 35(10), 1992). `WildcardTest.hostilePatternsStayLinear` fails when someone makes it try
/// again from every place.
final class Run {
    /// Up to this length trying at every place costs no more than a constant factor.
    private static final int SHORT_CHARS = 16;

    private final String chars;
    private final BitSet any;
    private final boolean literal;
    private final Search search;

    /// @param any places in `chars` that any character fits
    /// @param searched whether [#find] will be asked; the tables for it are made only then
    Run(String chars, BitSet any, boolean searched) {
        this.chars = chars;
        this.any = any;
        this.literal = any.isEmpty();
        this.search = searched ? search() : (_, _, _) -> -1;
    }

    int length() {
        return chars.length();
    }

    /// Whether the run stands at `offset`; an offset that leaves too little text is no match.
    boolean at(String text, int offset) {
        return literal ? text.startsWith(chars, offset) : anyAt(text, offset);
    }

    private boolean anyAt(String text, int offset) {
        if (offset < 0 || offset + chars.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < chars.length(); i++) {
            if (chars.charAt(i) != text.charAt(offset + i) && !any.get(i)) {
                return false;
            }
        }
        return true;
    }

    /// Where the run first stands inside `text[from, to)`, or -1.
    int find(String text, int from, int to) {
        return search.find(text, from, to);
    }

    private Search search() {
        if (!literal) {
            return new ShiftAnd(chars, any);
        }
        return chars.length() <= SHORT_CHARS ? (text, from, to) -> text.indexOf(chars, from, to) : new Borders(chars);
    }

    private interface Search {
        int find(String text, int from, int to);
    }

    /// Knuth, Morris and Pratt: `border[i]` is the length of the longest proper border of the first `i` letters.
    private static final class Borders implements Search {
        private final String chars;
        private final int[] border;

        Borders(String chars) {
            this.chars = chars;
            this.border = new int[chars.length() + 1];
            border[0] = -1;
            int length = -1;
            for (int i = 0; i < chars.length(); i++) {
                length = extended(length, chars.charAt(i));
                border[i + 1] = length;
            }
        }

        /// The longest start of the pattern that ends with `letter`, when before it `matched` letters stood.
        private int extended(int matched, char letter) {
            int length = matched;
            while (length >= 0 && chars.charAt(length) != letter) {
                length = border[length];
            }
            return length + 1;
        }

        @Override
        public int find(String text, int from, int to) {
            int matched = 0;
            for (int i = from; i < to; i++) {
                matched = extended(matched, text.charAt(i));
                if (matched == chars.length()) {
                    return i + 1 - matched;
                }
            }
            return -1;
        }
    }

    /// Bit `i` of the state says that the first `i + 1` letters stand right before the place that was read last.
    private static final class ShiftAnd implements Search {
        private final int length;
        private final char[] alphabet;
        private final long[][] masks;
        private final long[] others;

        ShiftAnd(String chars, BitSet any) {
            this.length = chars.length();
            int[] distinct = chars.chars().distinct().sorted().toArray();
            this.alphabet = new char[distinct.length];
            this.masks = new long[distinct.length][];
            this.others = mask(chars, any, -1);
            for (int i = 0; i < distinct.length; i++) {
                alphabet[i] = (char) distinct[i];
                masks[i] = mask(chars, any, distinct[i]);
            }
        }

        /// The places that `letter` fits; for -1 those that a letter outside the alphabet fits.
        private static long[] mask(String chars, BitSet any, int letter) {
            long[] mask = new long[(chars.length() + 63) / 64];
            for (int i = 0; i < chars.length(); i++) {
                if (any.get(i) || chars.charAt(i) == letter) {
                    mask[i / 64] |= 1L << (i % 64);
                }
            }
            return mask;
        }

        @Override
        public int find(String text, int from, int to) {
            long[] state = new long[others.length];
            int lastWord = others.length - 1;
            long lastBit = 1L << ((length - 1) % 64);
            for (int i = from; i < to; i++) {
                step(state, text.charAt(i));
                if ((state[lastWord] & lastBit) != 0) {
                    return i + 1 - length;
                }
            }
            return -1;
        }

        private void step(long[] state, char letter) {
            int place = Arrays.binarySearch(alphabet, letter);
            long[] mask = place < 0 ? others : masks[place];
            long carry = 1;
            for (int word = 0; word < state.length; word++) {
                long shifted = (state[word] << 1) | carry;
                carry = state[word] >>> 63;
                state[word] = shifted & mask[word];
            }
        }
    }
}
