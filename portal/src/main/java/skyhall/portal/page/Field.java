package skyhall.portal.page;

/// One field of a form. Texts are in the page's language already; an empty text means none.
///
/// @param name of the field in the form, also its id in the page
/// @param error what is wrong with the value that was sent
/// @param autocomplete token of the HTML standard (4.10.18.7), such as `username`
public record Field(
        String name, String label, String hint, String error, String value, String autocomplete, boolean optional) {
    public Field {
        if (!name.matches("[A-Za-z][A-Za-z0-9_.-]*")) {
            throw new IllegalArgumentException("not a field's name: " + name);
        }
    }

    /// A field that must be filled in.
    public static Field of(String name, String label) {
        return new Field(name, label, "", "", "", "off", false);
    }

    public Field hint(String text) {
        return new Field(name, label, text, error, value, autocomplete, optional);
    }

    public Field error(String text) {
        return new Field(name, label, hint, text, value, autocomplete, optional);
    }

    public Field value(String text) {
        return new Field(name, label, hint, error, text, autocomplete, optional);
    }

    public Field autocomplete(String token) {
        return new Field(name, label, hint, error, value, token, optional);
    }

    /// The same, but it may stay empty.
    public Field whenWanted() {
        return new Field(name, label, hint, error, value, autocomplete, true);
    }

    /// Whether something is wrong with it.
    public boolean isWrong() {
        return !error.isEmpty();
    }

    /// The ids of the texts that describe it, for `aria-describedby`; null leaves the attribute out.
    public @org.jspecify.annotations.Nullable String describedBy() {
        String ids = (hint.isEmpty() ? "" : name + "-hint ") + (error.isEmpty() ? "" : name + "-error");
        return ids.isEmpty() ? null : ids.strip();
    }
}
