package skyhall.platform.identity;

/// Why a password is not good enough.
public enum PasswordWeakness {
    TOO_SHORT("It has fewer than " + PasswordRules.LEAST_CHARACTERS + " characters."),
    TOO_LONG("It has more than " + PasswordRules.MOST_CHARACTERS + " characters."),
    REPEATS("It repeats the same few characters."),
    COMMON("It is among the passwords that are tried first."),
    OWN_NAME("It is made of the account's own name.");

    private final String sentence;

    PasswordWeakness(String sentence) {
        this.sentence = sentence;
    }

    /// For a person to read.
    public String sentence() {
        return sentence;
    }
}
