package skyhall.platform.access;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// A compiled pattern of characters, `?` (any one) and `*` (any number, also none), compared with regard to
/// case.
///
/// The first run is anchored at the start, the last at the end, and each one between is taken at its first
/// place: with `*` around it no later place can do better, so nothing is ever tried again.
final class Wildcard {
    /// One run more than there are `*`.
    private final Run[] runs;

    private final int leastChars;

    private Wildcard(Run[] runs) {
        this.runs = runs;
        int sum = 0;
        for (Run run : runs) {
            sum += run.length();
        }
        this.leastChars = sum;
    }

    boolean matches(String text) {
        if (text.length() < leastChars) {
            return false;
        }
        Run first = runs[0];
        if (runs.length == 1) {
            return text.length() == leastChars && first.at(text, 0);
        }
        Run last = runs[runs.length - 1];
        int end = text.length() - last.length();
        return first.at(text, 0) && last.at(text, end) && middleFits(text, first.length(), end);
    }

    private boolean middleFits(String text, int start, int end) {
        int from = start;
        for (int i = 1; i < runs.length - 1; i++) {
            int place = runs[i].find(text, from, end);
            if (place < 0) {
                return false;
            }
            from = place + runs[i].length();
        }
        return true;
    }

    /// Puts a pattern together from left to right.
    static final class Builder {
        private record Piece(String chars, BitSet any) {}

        private final List<Piece> pieces = new ArrayList<>();
        private final StringBuilder chars = new StringBuilder();
        private BitSet any = new BitSet();

        /// Characters that stand for themselves, also when they are `*` or `?`.
        Builder literal(String text) {
            chars.append(text);
            return this;
        }

        Builder anyOne() {
            any.set(chars.length());
            chars.append('?');
            return this;
        }

        Builder anyNumber() {
            // Between two stars an empty run says nothing.
            if (pieces.isEmpty() || !chars.isEmpty()) {
                close();
            }
            return this;
        }

        private void close() {
            pieces.add(new Piece(chars.toString(), any));
            chars.setLength(0);
            any = new BitSet();
        }

        Wildcard build() {
            close();
            Run[] runs = new Run[pieces.size()];
            for (int i = 0; i < runs.length; i++) {
                Piece piece = pieces.get(i);
                runs[i] = new Run(piece.chars(), piece.any(), i > 0 && i < runs.length - 1);
            }
            return new Wildcard(runs);
        }
    }
}
