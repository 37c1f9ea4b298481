package skyhall.server.api;

import java.util.List;
import java.util.Optional;
import skyhall.platform.api.Endpoint;
import skyhall.platform.api.Page;
import skyhall.platform.database.Database;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.identity.Actor;
import skyhall.platform.identity.Caller;
import skyhall.platform.identity.Identity;
import skyhall.platform.identity.Organisation;
import skyhall.platform.identity.OrganisationId;
import skyhall.platform.identity.Organisations;
import skyhall.platform.identity.Principal;
import skyhall.server.view.OrganisationView;

/// The tree of organisations.
public final class OrganisationsApi {
    private static final String ROOT = "/api/v1/organisations";
    private static final String ONE = ROOT + "/{organisation}";
    private static final String THING = "organisation";

    private static final Endpoint LIST = Endpoint.get(
                    ROOT, OrganisationView.class, "Lists all organisations to an operator, and to others their own.")
            .inPages();
    private static final Endpoint CHILDREN = Endpoint.get(
                    ONE + "/children", OrganisationView.class, "Lists the organisations directly beneath one.")
            .inPages()
            .refusing(PlatformFault.ORGANISATION_UNKNOWN);
    private static final Endpoint SHOW = Endpoint.get(ONE, OrganisationView.class, "Shows an organisation.")
            .refusing(PlatformFault.ORGANISATION_UNKNOWN);
    private static final Endpoint CREATE = Endpoint.post(
                    ROOT, NewOrganisation.class, OrganisationView.class, "Creates an organisation.")
            .once()
            .refusing(PlatformFault.NAME_MALFORMED, PlatformFault.NAME_TAKEN, PlatformFault.ORGANISATION_TREE_REFUSED);
    private static final Endpoint CHANGE = Endpoint.put(
                    ONE,
                    OrganisationChange.class,
                    OrganisationView.class,
                    "Gives an organisation exactly this name, place and state.")
            .refusing(
                    PlatformFault.ORGANISATION_UNKNOWN,
                    PlatformFault.NAME_MALFORMED,
                    PlatformFault.NAME_TAKEN,
                    PlatformFault.ORGANISATION_TREE_REFUSED,
                    PlatformFault.LAST_OPERATOR);
    private static final Endpoint DELETE = Endpoint.delete(
                    ONE, OrganisationView.class, "Deletes an organisation that holds nothing any more.")
            .refusing(PlatformFault.ORGANISATION_UNKNOWN, PlatformFault.ORGANISATION_IN_USE);

    public static final List<Endpoint> ENDPOINTS = List.of(LIST, CHILDREN, SHOW, CREATE, CHANGE, DELETE);

    private final Organisations organisations;
    private final Database database;
    private final Gate gate;

    public OrganisationsApi(Identity identity, Database database) {
        this.organisations = identity.organisations();
        this.database = database;
        this.gate = new Gate(identity);
    }

    /// @param parent absent for a top of a tree, which only an operator may make
    /// @param timeZone absent for UTC
    record NewOrganisation(String name, String displayName, Optional<String> parent, Optional<String> timeZone) {}

    /// The whole state after the change.
    ///
    /// @param parent absent for a top of a tree
    public record OrganisationChange(
            String name, String displayName, Optional<String> parent, String timeZone, boolean enabled) {}

    public List<Operation> operations() {
        return List.of(
                new Operation(LIST, this::list),
                new Operation(CHILDREN, this::children),
                new Operation(SHOW, call -> view(gate.enter(call, "sky:GetOrganisation", THING))),
                new Operation(CREATE, this::create),
                new Operation(CHANGE, call -> database.transaction(() -> change(call))),
                new Operation(DELETE, this::delete));
    }

    private Page<OrganisationView> list(Operation.Call call) {
        Principal principal = Gate.known(call.caller());
        if (!gate.isOperator(principal)) {
            Organisation own = gate.enter(principal, principal.organisationName(), "sky:ListOrganisations", THING);
            return new Page<>(List.of(view(own)), Optional.empty());
        }
        gate.enterInstallation(principal, "sky:ListOrganisations");
        return Places.page(
                organisations.list(Places.after(call.page(), 0), call.page().limit() + 1),
                call.page(),
                this::view,
                OrganisationView::id);
    }

    private Page<OrganisationView> children(Operation.Call call) {
        OrganisationId parent = gate.enter(call, "sky:ListOrganisations", THING).id();
        return Places.page(
                organisations.children(
                        parent, Places.after(call.page(), 0), call.page().limit() + 1),
                call.page(),
                this::view,
                OrganisationView::id);
    }

    private OrganisationView create(Operation.Call call) {
        NewOrganisation wanted = call.body(NewOrganisation.class);
        Organisation.Draft draft = new Organisation.Draft(
                parent(call.caller(), wanted.parent()),
                wanted.name(),
                wanted.displayName(),
                wanted.timeZone().orElse("UTC"),
                Optional.empty());
        return view(organisations.create(actor(call), draft).orFault());
    }

    /// The place where an organisation may be put by this caller.
    private Optional<OrganisationId> parent(Caller caller, Optional<String> name) {
        if (name.isEmpty()) {
            gate.enterInstallation(caller, "sky:CreateOrganisation");
        }
        return name.map(above ->
                gate.enter(caller, above, "sky:CreateOrganisation", THING).id());
    }

    /// In one transaction: a refusal takes back what was changed before it.
    private OrganisationView change(Operation.Call call) {
        Organisation before = gate.enter(call, "sky:UpdateOrganisation", THING);
        OrganisationChange wanted = call.body(OrganisationChange.class);
        Actor actor = actor(call);
        OrganisationId id = before.id();
        if (!view(before).parent().equals(wanted.parent())) {
            before.parent().ifPresent(above -> leave(call.caller(), above));
            organisations
                    .move(actor, id, parent(call.caller(), wanted.parent()))
                    .orFault();
        }
        if (!before.name().equals(wanted.name())) {
            organisations.rename(actor, id, wanted.name()).orFault();
        }
        if (!before.displayName().equals(wanted.displayName())
                || !before.timeZone().getId().equals(wanted.timeZone())) {
            organisations
                    .describe(actor, id, wanted.displayName(), wanted.timeZone())
                    .orFault();
        }
        if (before.enabled() != wanted.enabled()) {
            (wanted.enabled() ? organisations.enable(actor, id) : organisations.disable(actor, id)).orFault();
        }
        return view(organisations.find(id).orElseThrow());
    }

    /// Nobody takes an organisation out from under one that is not theirs.
    private void leave(Caller caller, OrganisationId above) {
        gate.enter(caller, organisations.find(above).orElseThrow().name(), "sky:UpdateOrganisation", THING);
    }

    private OrganisationView delete(Operation.Call call) {
        Organisation organisation = gate.enter(call, "sky:DeleteOrganisation", THING);
        OrganisationView last = view(organisation);
        organisations.delete(actor(call), organisation.id()).orFault();
        return last;
    }

    private OrganisationView view(Organisation organisation) {
        return OrganisationView.of(organisation, organisations);
    }

    private static Actor actor(Operation.Call call) {
        return Actor.of(Gate.known(call.caller()));
    }
}
