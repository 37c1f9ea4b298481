package skyhall.platform.identity;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import skyhall.platform.identity.IdentityRefusal.NameTaken;
import skyhall.platform.identity.IdentityRefusal.NoSuchOrganisation;
import skyhall.platform.identity.IdentityRefusal.OrganisationInUse;
import skyhall.platform.identity.IdentityRefusal.OwnerIdTaken;
import skyhall.platform.identity.IdentityRefusal.TooDeep;
import skyhall.platform.identity.IdentityRefusal.WouldLoop;

/// The tree of organisations.
public final class Organisations {
    /// A province, a city, an agency, a department, and as much again.
    public static final int DEPTH_LIMIT = 8;

    private final Changes changes;
    private final OrganisationRows rows;
    private final SecureRandom random;
    private final List<Function<OrganisationId, Optional<String>>> holders = new CopyOnWriteArrayList<>();

    Organisations(Changes changes, SecureRandom random) {
        this.changes = changes;
        this.rows = new OrganisationRows(changes);
        this.random = random;
    }

    /// Lets a feature above stand against a deletion: `holds` names what the organisation still has there
    /// (`3 buckets`), or is empty. It is asked inside the deletion's transaction.
    public void refuseDeletionWhile(Function<OrganisationId, Optional<String>> holds) {
        holders.add(holds);
    }

    public Optional<Organisation> find(OrganisationId id) {
        return rows.byId(id);
    }

    public Optional<Organisation> find(String name) {
        return rows.byName(name);
    }

    /// All organisations by id.
    ///
    /// @param after the last id of the page before, 0 for the first page
    /// @param limit at least 1
    public List<Organisation> list(long after, int limit) {
        return rows.list(after, limit);
    }

    /// Those directly beneath `parent`, by id; paged as [#list].
    public List<Organisation> children(OrganisationId parent, long after, int limit) {
        return rows.children(parent, after, limit);
    }

    /// True when `id` is `ancestor` or stands anywhere beneath it.
    public boolean isWithin(OrganisationId id, OrganisationId ancestor) {
        return rows.upwards(id).contains(ancestor);
    }

    /// Refuses a malformed or taken name, an unknown parent, a tree that grows too deep.
    public Outcome<Organisation> create(Actor actor, Organisation.Draft draft) {
        Optional<IdentityRefusal> malformed = Stream.of(
                        Names.organisation(draft.name()),
                        Names.displayName(draft.displayName()),
                        Names.timeZone(draft.timeZone()),
                        draft.canonicalId().flatMap(Names::ownerId))
                .flatMap(Optional::stream)
                .findFirst();
        if (malformed.isPresent()) {
            return Outcome.refused(malformed.get());
        }
        String canonicalId = draft.canonicalId().orElseGet(() -> RandomText.hex(random, 32));
        return changes.make(() -> {
            Optional<IdentityRefusal> refusal = taken(draft.name(), canonicalId)
                    .or(() -> draft.parent().flatMap(parent -> depthRefusal(parent, 1)));
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
            return recorded("organisation.created", actor, rows.insert(draft, canonicalId));
        });
    }

    /// Gives another short name. Buckets and keys stay; ARNs that name the organisation change with it.
    public Outcome<Organisation> rename(Actor actor, OrganisationId id, String name) {
        Optional<IdentityRefusal> malformed = Names.organisation(name);
        return changes.make(() -> {
            Optional<IdentityRefusal> refusal = malformed.or(() ->
                    rows.byName(name).filter(other -> !other.id().equals(id)).map(_ -> new NameTaken(name)));
            return change("organisation.renamed", actor, id, refusal, () -> rows.set(id, "name", name));
        });
    }

    public Outcome<Organisation> describe(Actor actor, OrganisationId id, String displayName, String timeZone) {
        Optional<IdentityRefusal> malformed = Names.displayName(displayName).or(() -> Names.timeZone(timeZone));
        return changes.make(() -> change("organisation.described", actor, id, malformed, () -> {
            rows.set(id, "display_name", displayName);
            rows.set(id, "time_zone", timeZone);
        }));
    }

    /// Keys, tokens and passwords of the organisation and of all beneath it stop working within a second.
    public Outcome<Organisation> disable(Actor actor, OrganisationId id) {
        return changes.make(() -> {
            Optional<IdentityRefusal> refusal =
                    rows.holdsTheLastOperators(id) ? Optional.of(new IdentityRefusal.LastOperator()) : Optional.empty();
            return change("organisation.disabled", actor, id, refusal, () -> rows.set(id, "enabled", false));
        });
    }

    public Outcome<Organisation> enable(Actor actor, OrganisationId id) {
        return changes.make(
                () -> change("organisation.enabled", actor, id, Optional.empty(), () -> rows.set(id, "enabled", true)));
    }

    /// Hangs the organisation with all beneath it under another, or makes it a top (`parent` empty).
    public Outcome<Organisation> move(Actor actor, OrganisationId id, Optional<OrganisationId> parent) {
        return changes.make(() -> {
            Optional<IdentityRefusal> refusal = parent.flatMap(
                    above -> isWithin(above, id) ? Optional.of(new WouldLoop()) : depthRefusal(above, rows.height(id)));
            return change("organisation.moved", actor, id, refusal, () -> rows.setParent(id, parent));
        });
    }

    /// Only an organisation without people, service accounts, organisations beneath it and whatever features above
    /// keep for it (see [#refuseDeletionWhile]) can be deleted. Its own policies and groups go with it.
    public Outcome<Organisation> delete(Actor actor, OrganisationId id) {
        return changes.make(() -> {
            Optional<IdentityRefusal> refusal = rows.holds(id)
                    .or(() -> holders.stream()
                            .flatMap(holder -> holder.apply(id).stream())
                            .findFirst())
                    .map(OrganisationInUse::new);
            return change("organisation.deleted", actor, id, refusal, () -> {}).then(organisation -> {
                rows.delete(id);
                return Outcome.done(organisation);
            });
        });
    }

    private Outcome<Organisation> change(
            String action, Actor actor, OrganisationId id, Optional<IdentityRefusal> refusal, Runnable work) {
        if (rows.byId(id).isEmpty()) {
            return Outcome.refused(new NoSuchOrganisation());
        }
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        work.run();
        return recorded(action, actor, rows.byId(id).orElseThrow());
    }

    private Outcome<Organisation> recorded(String action, Actor actor, Organisation now) {
        changes.record(
                action,
                now.name(),
                actor,
                now.name(),
                Map.of("id", Long.toString(now.id().value())));
        return Outcome.done(now);
    }

    private Optional<IdentityRefusal> taken(String name, String canonicalId) {
        if (rows.byName(name).isPresent()) {
            return Optional.of(new NameTaken(name));
        }
        return rows.canonicalIdTaken(canonicalId) ? Optional.of(new OwnerIdTaken(canonicalId)) : Optional.empty();
    }

    private Optional<IdentityRefusal> depthRefusal(OrganisationId parent, int height) {
        int above = rows.upwards(parent).size();
        if (above == 0) {
            return Optional.of(new NoSuchOrganisation());
        }
        return above + height > DEPTH_LIMIT ? Optional.of(new TooDeep(DEPTH_LIMIT)) : Optional.empty();
    }
}
