package skyhall.platform.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The built-in roles. What each may do is a policy document: [#document].
public enum Role {
    /// Runs the installation: everything, everywhere that the service asked lets an operator in.
    OPERATOR,
    /// Runs one organisation and those beneath it.
    ADMINISTRATOR,
    /// Reads and writes what the organisation stores.
    DEVELOPER,
    /// Reads everything of the organisation and changes nothing.
    AUDITOR;

    /// As files, tables and commands write it: lower case.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> parse(String text) {
        return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
    }

    /// The policy document that the role stands for, in the organisation of this name.
    public String document(String organisationName) {
        return RolePolicies.document(this, organisationName);
    }
}
