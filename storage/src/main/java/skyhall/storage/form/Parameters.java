package skyhall.storage.form;

/// The parameters of a header's value: `; name="value"; other=value`.
final class Parameters {
    private Parameters() {}

    /// The value of a parameter by its name in any case; empty when it is not there. In quotes, `\"` and `\\`
    /// stand for the character itself; any other backslash is one (browsers once sent whole Windows paths).
    static String value(String text, String name) {
        int at = 0;
        while (at < text.length()) {
            int nameEnd = at;
            while (nameEnd < text.length() && text.charAt(nameEnd) != '=' && text.charAt(nameEnd) != ';') {
                nameEnd++;
            }
            String found = text.substring(at, nameEnd).strip();
            if (nameEnd == text.length() || text.charAt(nameEnd) == ';') {
                at = nameEnd + 1;
                continue;
            }
            StringBuilder value = new StringBuilder();
            at = readValue(text, nameEnd + 1, value);
            if (found.equalsIgnoreCase(name)) {
                return value.toString();
            }
        }
        return "";
    }

    /// @return where the next parameter begins
    private static int readValue(String text, int start, StringBuilder value) {
        int at = start;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '"') {
            at = readQuoted(text, at + 1, value);
            int semicolon = text.indexOf(';', at);
            return semicolon < 0 ? text.length() : semicolon + 1;
        }
        int semicolon = text.indexOf(';', at);
        int end = semicolon < 0 ? text.length() : semicolon;
        value.append(text.substring(at, end).strip());
        return end + 1;
    }

    private static int readQuoted(String text, int start, StringBuilder value) {
        int at = start;
        while (at < text.length() && text.charAt(at) != '"') {
            boolean escape = text.charAt(at) == '\\'
                    && at + 1 < text.length()
                    && (text.charAt(at + 1) == '"' || text.charAt(at + 1) == '\\');
            at += escape ? 1 : 0;
            value.append(text.charAt(at++));
        }
        return Math.min(at + 1, text.length());
    }
}
