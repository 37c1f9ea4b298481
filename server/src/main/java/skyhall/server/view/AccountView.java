package skyhall.server.view;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import skyhall.platform.identity.Account;
import skyhall.platform.identity.Role;

/// A person or a service account.
///
/// @param kind `person` or `service`
/// @param roles in alphabetical order
/// @param passwordChangedAt absent while there is no password
public record AccountView(
        long id,
        String organisation,
        String kind,
        String name,
        String displayName,
        Optional<String> email,
        String ownerId,
        boolean disabled,
        List<String> roles,
        List<String> policies,
        Optional<Instant> passwordChangedAt,
        Instant createdAt) {
    public static AccountView of(Account account) {
        return new AccountView(
                account.id().value(),
                account.organisationName(),
                account.kind().name().toLowerCase(Locale.ROOT),
                account.name(),
                account.displayName(),
                account.email(),
                account.ownerId(),
                account.disabled(),
                account.roles().stream().map(Role::text).sorted().toList(),
                account.policies(),
                account.passwordChangedAt(),
                account.createdAt());
    }
}
