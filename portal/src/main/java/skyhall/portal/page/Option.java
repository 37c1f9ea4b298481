package skyhall.portal.page;

/// One of several things to choose from.
///
/// @param hint a sentence below it, or empty
public record Option(String value, String label, String hint, boolean chosen) {
    /// An option that is not chosen.
    public static Option of(String value, String label) {
        return new Option(value, label, "", false);
    }

    public Option hint(String text) {
        return new Option(value, label, text, chosen);
    }

    public Option chosen(boolean yes) {
        return new Option(value, label, hint, yes);
    }
}
