package skyhall.storage.console;

/// Keys as people see them: what would be invisible or would turn the text around is made visible.
final class Shown {
    private static final int CONTROL_PICTURES = 0x2400;
    private static final int PICTURE_OF_DELETE = 0x2421;

    private Shown() {}

    static String key(String key) {
        StringBuilder shown = new StringBuilder(key.length());
        key.codePoints().map(Shown::visible).forEach(shown::appendCodePoint);
        return shown.toString();
    }

    /// What is left of a key or prefix below the folder.
    static String below(String folder, String key) {
        return key(key.substring(folder.length()));
    }

    private static int visible(int c) {
        if (c < ' ') {
            return CONTROL_PICTURES + c;
        }
        boolean turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        return c == 0x7F ? PICTURE_OF_DELETE : turns ? 0xFFFD : c;
    }
}
