package skyhall.platform.access;

/// `service:Name` with `*` and `?`, compared without regard to case.
///
/// Tries again from the last star, which is quadratic at worst; both texts are short ([#MAX_CHARS], and the
/// asked action is one of ours).
record ActionPattern(String text) {
    static final int MAX_CHARS = 128;

    /// @throws Malformation when it is neither `*` nor a service's name, a colon and a pattern
    static ActionPattern read(String text) throws Malformation {
        if (!text.equals("*") && !text.matches("(\\*|[A-Za-z0-9-]+):[A-Za-z0-9*?_-]+")) {
            String reason = text.indexOf(':') < 1
                    ? "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."
                    : "Policy has invalid action";
            throw new Malformation(reason, text);
        }
        if (text.length() > MAX_CHARS) {
            throw new Malformation("Policy has invalid action", text);
        }
        return new ActionPattern(text);
    }

    boolean matches(String action) {
        int p = 0;
        int a = 0;
        int star = -1;
        int retry = 0;
        while (a < action.length()) {
            if (p < text.length() && text.charAt(p) == '*') {
                star = p++;
                retry = a;
            } else if (p < text.length() && fits(text.charAt(p), action.charAt(a))) {
                p++;
                a++;
            } else if (star >= 0) {
                p = star + 1;
                a = ++retry;
            } else {
                return false;
            }
        }
        while (p < text.length() && text.charAt(p) == '*') {
            p++;
        }
        return p == text.length();
    }

    private static boolean fits(char pattern, char asked) {
        return pattern == '?' || lower(pattern) == lower(asked);
    }

    private static int lower(char c) {
        return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    }
}
