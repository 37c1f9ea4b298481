package skyhall.platform.identity;

import java.util.Optional;

/// Owners as the accounts' table has them. Disabled accounts keep owning what they own and stay listed.
final class DatabaseOwnerDirectory implements OwnerDirectory {
    private final AccountRows rows;

    DatabaseOwnerDirectory(Changes changes) {
        this.rows = new AccountRows(changes);
    }

    @Override
    public Optional<Owner> byOwnerId(String ownerId) {
        return rows.byOwnerId(ownerId).map(DatabaseOwnerDirectory::owner);
    }

    @Override
    public Optional<Owner> byEmail(String email) {
        return rows.byEmail(email).map(DatabaseOwnerDirectory::owner);
    }

    private static Owner owner(Account account) {
        return new Owner(account.ownerId(), account.displayName());
    }
}
