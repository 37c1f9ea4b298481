package skyhall.platform.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;

/// Brings an installation to what a JSON file says, for automation and tests: organisations, people, service accounts,
/// roles, fixed owner ids and access keys, own policies. Applied at every start; a second time it changes nothing.
/// It adds and corrects what the file names and never removes what the file does not name; roles and policies of an
/// account are made exactly those of the file where the file lists them. All of it is one transaction.
public final class Bootstrap {
    private final Changes changes;
    private final Organisations organisations;
    private final OwnPolicies policies;
    private final BootstrapUsers users;

    Bootstrap(
            Changes changes,
            Organisations organisations,
            Accounts accounts,
            AccessKeys accessKeys,
            OwnPolicies policies) {
        this.changes = changes;
        this.organisations = organisations;
        this.policies = policies;
        this.users = new BootstrapUsers(accounts, accessKeys, policies);
    }

    /// What was made or changed, one line each, without any secret: `created organisation city`. Empty when all was as
    /// the file says.
    public record Report(List<String> lines) {
        public Report {
            lines = List.copyOf(lines);
        }
    }

    /// @throws FaultException when the file cannot be read, is not in the form, or asks for what cannot be; then
    /// nothing of it is applied
    public Report apply(Path file) {
        try {
            return apply(Files.readString(file));
        } catch (IOException e) {
            throw new FaultException(
                    PlatformFault.BOOTSTRAP_MALFORMED, "The file " + file + " cannot be read as UTF-8 text.", e);
        }
    }

    /// As [#apply(Path)], with the file's text.
    public Report apply(String json) {
        BootstrapFile file = BootstrapFile.parse(json);
        List<String> lines = new ArrayList<>();
        changes.make(() -> {
            file.organisations().forEach(agency -> agency(agency, lines));
            return lines;
        });
        return new Report(lines);
    }

    private void agency(BootstrapFile.Agency wanted, List<String> lines) {
        Organisation organisation = organisations
                .find(wanted.name())
                .map(there -> corrected(there, wanted, lines))
                .orElseGet(() -> created(wanted, lines));
        wanted.policies().forEach(document -> policy(organisation, document, lines));
        wanted.people().forEach(user -> users.apply(organisation, user, lines));
        wanted.serviceAccounts().forEach(user -> users.apply(organisation, user, lines));
    }

    private Organisation created(BootstrapFile.Agency wanted, List<String> lines) {
        lines.add("created organisation " + wanted.name());
        return agreed(
                "organisation " + wanted.name(),
                organisations.create(
                        Actor.BOOTSTRAP,
                        new Organisation.Draft(
                                wanted.parent().map(parent -> parent(wanted, parent)),
                                wanted.name(),
                                wanted.displayName().orElse(wanted.name()),
                                wanted.timeZone().orElse("UTC"),
                                wanted.canonicalId())));
    }

    private Organisation corrected(Organisation there, BootstrapFile.Agency wanted, List<String> lines) {
        String what = "organisation " + wanted.name();
        if (wanted.canonicalId().filter(id -> !id.equals(there.canonicalId())).isPresent()) {
            throw refused(what, "has another canonical id, which cannot be changed");
        }
        String displayName = wanted.displayName().orElse(there.displayName());
        String timeZone = wanted.timeZone().orElse(there.timeZone().getId());
        if (!displayName.equals(there.displayName())
                || !timeZone.equals(there.timeZone().getId())) {
            agreed(what, organisations.describe(Actor.BOOTSTRAP, there.id(), displayName, timeZone));
            lines.add("described " + what);
        }
        Optional<OrganisationId> parent =
                wanted.parent().map(name -> parent(wanted, name)).or(there::parent);
        if (!parent.equals(there.parent())) {
            agreed(what, organisations.move(Actor.BOOTSTRAP, there.id(), parent));
            lines.add("moved " + what);
        }
        return organisations.find(there.id()).orElseThrow();
    }

    private OrganisationId parent(BootstrapFile.Agency wanted, String name) {
        return organisations
                .find(name)
                .orElseThrow(() -> refused(
                        "organisation " + wanted.name(), "has a parent that neither exists nor stands before it"))
                .id();
    }

    private void policy(Organisation organisation, BootstrapFile.Document wanted, List<String> lines) {
        String what = "policy " + wanted.name() + " of " + organisation.name();
        Optional<OwnPolicy> there = policies.find(organisation.id(), wanted.name());
        if (there.isEmpty()) {
            agreed(what, policies.create(Actor.BOOTSTRAP, organisation.id(), wanted.name(), wanted.text()));
            lines.add("created " + what);
        } else if (!there.get().document().equals(wanted.text())) {
            agreed(what, policies.rewrite(Actor.BOOTSTRAP, organisation.id(), wanted.name(), wanted.text()));
            lines.add("rewrote " + what);
        }
    }

    /// The value, or a fault that names what of the file could not be done.
    static <T> T agreed(String what, Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T>(IdentityRefusal why) ->
                throw refused(what, "is refused: " + why.fault().sentence() + " " + why.detail());
        };
    }

    static FaultException refused(String what, String reason) {
        return new FaultException(PlatformFault.BOOTSTRAP_REFUSED, "The " + what + " " + reason + ".");
    }
}
