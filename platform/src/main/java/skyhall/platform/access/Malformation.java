package skyhall.platform.access;

/// Carries the first fault of a policy text up to [PolicyReader], which turns it into
/// [PolicyParsing.Malformed]. It never leaves the package and holds no stack trace: strangers cause it.
final class Malformation extends Exception {
    private static final int QUOTED_CHARS = 100;

    private final String reason;

    Malformation(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    /// A sentence that ends in a piece of the stranger's own text, cut short and without control characters.
    Malformation(String sentence, String quoted) {
        this(sentence + ": " + shown(quoted));
    }

    String reason() {
        return reason;
    }

    private static String shown(String quoted) {
        String cut = quoted.length() <= QUOTED_CHARS ? quoted : quoted.substring(0, QUOTED_CHARS) + "...";
        return cut.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
    }
}
