package skyhall.portal.home;

/// The account page: errors of the password form by field, empty where there is none.
public record AccountView(String currentError, String wantedError, String repeatedError, boolean passwordChanged) {
    static AccountView plain() {
        return new AccountView("", "", "", false);
    }

    static AccountView changed() {
        return new AccountView("", "", "", true);
    }

    static AccountView currentError(String error) {
        return new AccountView(error, "", "", false);
    }

    static AccountView wantedError(String error) {
        return new AccountView("", error, "", false);
    }

    static AccountView repeatedError(String error) {
        return new AccountView("", "", error, false);
    }

    /// Whether the form has an error.
    public boolean hasErrors() {
        return !(currentError + wantedError + repeatedError).isEmpty();
    }
}
