package skyhall.platform.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A person or a service account, as administrators see it.
///
/// @param name of a person: unique in the installation; of a service account: in its organisation;
/// compared without regard to case
/// @param ownerId what S3 shows as an owner's ID: 64 hex digits, or as set
/// @param disabled its own switch; its organisation's counts too
/// @param roles those given to the account itself, without those of its groups
/// @param policies names of the organisation's policies that are attached to the account itself
/// @param passwordChangedAt empty when there is no password; a session from before it should end
public record Account(
        PrincipalId id,
        OrganisationId organisation,
        String organisationName,
        Kind kind,
        String name,
        String displayName,
        Optional<String> email,
        String ownerId,
        boolean disabled,
        Set<Role> roles,
        List<String> policies,
        Optional<Instant> passwordChangedAt,
        Instant createdAt) {
    public Account {
        roles = Set.copyOf(roles);
        policies = List.copyOf(policies);
    }

    /// Who signs in with a password, and what runs with a token.
    public enum Kind {
        PERSON,
        SERVICE
    }

    /// What is needed to make one. An absent owner id is drawn by lot.
    public record Draft(
            OrganisationId organisation,
            String name,
            String displayName,
            Optional<String> email,
            Optional<String> ownerId,
            Set<Role> roles) {
        public Draft {
            roles = Set.copyOf(roles);
        }
    }

    /// As policies name it: `arn:aws:iam::<organisation>:user/<name>`.
    public String arn() {
        return "arn:aws:iam::" + organisationName + ":user/" + name;
    }
}
