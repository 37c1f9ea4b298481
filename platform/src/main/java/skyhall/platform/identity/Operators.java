package skyhall.platform.identity;

import java.util.Optional;
import skyhall.platform.identity.IdentityRefusal.LastOperator;
import skyhall.platform.identity.IdentityRefusal.OperatorsOnly;

/// The rules that keep operators apart: an administrator of an agency cannot become one, and the last one cannot go.
final class Operators {
    private final Changes changes;

    Operators(Changes changes) {
        this.changes = changes;
    }

    /// Refuses an actor who is no operator but would grant the role or change the account of one who has it.
    Optional<IdentityRefusal> refusal(Actor actor, boolean concernsOperator) {
        return concernsOperator && !mayChange(actor) ? Optional.of(new OperatorsOnly()) : Optional.empty();
    }

    /// Refuses when `leaving` is the only operator who can sign in.
    Optional<IdentityRefusal> lastRefusal(Account leaving) {
        if (!leaving.roles().contains(Role.OPERATOR) || leaving.disabled()) {
            return Optional.empty();
        }
        long others = changes.sql()
                .sql(QUERY + "AND p.id <> :id")
                .param("without", 0L)
                .param("id", leaving.id().value())
                .query(Long.class)
                .single();
        return others == 0 ? Optional.of(new LastOperator()) : Optional.empty();
    }

    /// Operators who can sign in, were the organisation `without` (0: none) and all beneath it out of force.
    static long inForce(Changes changes, long without) {
        return changes.sql()
                .sql(QUERY)
                .param("without", without)
                .query(Long.class)
                .single();
    }

    private boolean mayChange(Actor actor) {
        return actor.principal()
                .map(id -> changes.sql()
                        .sql("""
                                SELECT EXISTS (SELECT 1 FROM platform.principal_role
                                WHERE principal_id = :id AND role = 'operator')""")
                        .param("id", id.value())
                        .query(Boolean.class)
                        .single())
                .orElse(true);
    }

    private static final String QUERY = """
            WITH RECURSIVE down AS (
                SELECT id FROM platform.organisation WHERE id = :without OR NOT enabled
                UNION
                SELECT o.id FROM platform.organisation o JOIN down ON o.parent_id = down.id)
            SELECT count(*) FROM platform.principal p JOIN platform.principal_role r ON r.principal_id = p.id
            WHERE r.role = 'operator' AND p.kind = 'person' AND NOT p.disabled
              AND p.organisation_id NOT IN (SELECT id FROM down)
            """;
}
