package skyhall.platform.identity;

/// Over which organisations an account may act at all, before any policy is asked: its own; those beneath it, for an
/// administrator; all, for an operator. An edge that changes identity asks here first and the policies second, so
/// that no document that an organisation wrote for itself reaches into another.
public final class Reach {
    private final Changes changes;
    private final OrganisationRows organisations;

    Reach(Changes changes) {
        this.changes = changes;
        this.organisations = new OrganisationRows(changes);
    }

    /// Says nothing about what the account may do there.
    public boolean covers(Principal principal, OrganisationId organisation) {
        if (principal.organisation().equals(organisation) || has(principal, Role.OPERATOR)) {
            return true;
        }
        return has(principal, Role.ADMINISTRATOR)
                && organisations.upwards(organisation).contains(principal.organisation());
    }

    /// True when the account has the role now.
    public boolean has(Principal principal, Role role) {
        return changes.sql()
                .sql("SELECT EXISTS (SELECT 1 FROM platform.principal_role WHERE principal_id = :id AND role = :role)")
                .param("id", principal.id().value())
                .param("role", role.text())
                .query(Boolean.class)
                .single();
    }
}
