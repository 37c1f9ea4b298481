package skyhall.storage.form;

/// How long a file may be, both ends included.
record LengthRange(long leastBytes, long mostBytes) {
    /// Any length.
    static final LengthRange ANY = new LengthRange(0, Long.MAX_VALUE);

    public LengthRange {
        if (leastBytes < 0 || mostBytes < 0) {
            throw new IllegalArgumentException(leastBytes + " to " + mostBytes);
        }
    }

    /// The lengths that are in both.
    LengthRange and(LengthRange other) {
        return new LengthRange(Math.max(leastBytes, other.leastBytes), Math.min(mostBytes, other.mostBytes));
    }
}
