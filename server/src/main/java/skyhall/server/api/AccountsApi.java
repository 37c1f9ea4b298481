package skyhall.server.api;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import skyhall.platform.api.Endpoint;
import skyhall.platform.api.Page;
import skyhall.platform.database.Database;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.identity.Account;
import skyhall.platform.identity.Accounts;
import skyhall.platform.identity.Actor;
import skyhall.platform.identity.Identity;
import skyhall.platform.identity.Organisation;
import skyhall.platform.identity.Role;
import skyhall.server.view.AccountView;
import skyhall.server.view.NewPasswordView;

/// People and service accounts.
public final class AccountsApi {
    private static final String ORGANISATION = "/api/v1/organisations/{organisation}";
    private static final String ONE = ORGANISATION + "/accounts/{account}";

    private static final Endpoint PEOPLE = Endpoint.get(
                    ORGANISATION + "/people", AccountView.class, "Lists the people of an organisation.")
            .inPages()
            .refusing(PlatformFault.ORGANISATION_UNKNOWN);
    private static final Endpoint SERVICES = Endpoint.get(
                    ORGANISATION + "/service-accounts",
                    AccountView.class,
                    "Lists the service accounts of an organisation.")
            .inPages()
            .refusing(PlatformFault.ORGANISATION_UNKNOWN);
    private static final Endpoint CREATE_PERSON = Endpoint.post(
                    ORGANISATION + "/people",
                    NewAccount.class,
                    AccountView.class,
                    "Creates a person, who can sign in once a password was set.")
            .once()
            .refusing(PlatformFault.ORGANISATION_UNKNOWN, PlatformFault.NAME_MALFORMED, PlatformFault.NAME_TAKEN);
    private static final Endpoint CREATE_SERVICE = Endpoint.post(
                    ORGANISATION + "/service-accounts",
                    NewAccount.class,
                    AccountView.class,
                    "Creates a service account.")
            .once()
            .refusing(PlatformFault.ORGANISATION_UNKNOWN, PlatformFault.NAME_MALFORMED, PlatformFault.NAME_TAKEN);
    private static final Endpoint SHOW = Endpoint.get(ONE, AccountView.class, "Shows a person or a service account.")
            .refusing(PlatformFault.ORGANISATION_UNKNOWN, PlatformFault.ACCOUNT_UNKNOWN);
    private static final Endpoint CHANGE = Endpoint.put(
                    ONE,
                    AccountChange.class,
                    AccountView.class,
                    "Gives a person or a service account exactly this name, these roles and this state.")
            .refusing(
                    PlatformFault.ORGANISATION_UNKNOWN,
                    PlatformFault.ACCOUNT_UNKNOWN,
                    PlatformFault.NAME_MALFORMED,
                    PlatformFault.NAME_TAKEN,
                    PlatformFault.OPERATORS_ONLY,
                    PlatformFault.LAST_OPERATOR);
    private static final Endpoint DELETE = Endpoint.delete(
                    ONE, AccountView.class, "Deletes a person or a service account with its keys and tokens.")
            .refusing(PlatformFault.ORGANISATION_UNKNOWN, PlatformFault.ACCOUNT_UNKNOWN, PlatformFault.LAST_OPERATOR);
    private static final Endpoint PASSWORD = new Endpoint(
            Endpoint.Method.POST,
            ONE + "/password",
            "Gives a person a new random password, shown this once; their sessions end.",
            Optional.empty(),
            NewPasswordView.class,
            List.of(PlatformFault.ORGANISATION_UNKNOWN, PlatformFault.ACCOUNT_UNKNOWN, PlatformFault.PEOPLE_ONLY),
            false,
            false,
            Optional.empty());

    public static final List<Endpoint> ENDPOINTS =
            List.of(PEOPLE, SERVICES, CREATE_PERSON, CREATE_SERVICE, SHOW, CHANGE, DELETE, PASSWORD);

    private final Accounts accounts;
    private final Database database;
    private final Gate gate;

    public AccountsApi(Identity identity, Database database) {
        this.accounts = identity.accounts();
        this.database = database;
        this.gate = new Gate(identity);
    }

    /// @param roles of `operator`, `administrator`, `developer` and `auditor`
    public record NewAccount(String name, String displayName, Optional<String> email, List<String> roles) {}

    /// The whole state after the change.
    public record AccountChange(
            String name, String displayName, Optional<String> email, List<String> roles, boolean disabled) {}

    public List<Operation> operations() {
        return List.of(
                new Operation(PEOPLE, call -> list(call, Account.Kind.PERSON)),
                new Operation(SERVICES, call -> list(call, Account.Kind.SERVICE)),
                new Operation(CREATE_PERSON, call -> create(call, Account.Kind.PERSON)),
                new Operation(CREATE_SERVICE, call -> create(call, Account.Kind.SERVICE)),
                new Operation(SHOW, call -> AccountView.of(account(call, "iam:GetUser"))),
                new Operation(CHANGE, call -> database.transaction(() -> change(call))),
                new Operation(DELETE, this::delete),
                new Operation(PASSWORD, this::password));
    }

    private Page<AccountView> list(Operation.Call call, Account.Kind kind) {
        Organisation organisation = gate.enter(call, "iam:ListUsers", "user");
        return Places.page(
                accounts.list(
                        organisation.id(),
                        kind,
                        Places.after(call.page(), 0),
                        call.page().limit() + 1),
                call.page(),
                AccountView::of,
                AccountView::id);
    }

    private AccountView create(Operation.Call call, Account.Kind kind) {
        NewAccount wanted = call.body(NewAccount.class);
        Organisation organisation = gate.enter(call, "iam:CreateUser", "user/" + wanted.name());
        Account.Draft draft = new Account.Draft(
                organisation.id(),
                wanted.name(),
                wanted.displayName(),
                wanted.email(),
                Optional.empty(),
                roles(wanted.roles()));
        Actor actor = actor(call);
        return AccountView.of(
                switch (kind) {
                    case PERSON -> accounts.createPerson(actor, draft).orFault();
                    case SERVICE -> accounts.createServiceAccount(actor, draft).orFault();
                });
    }

    /// In one transaction: a refusal takes back what was changed before it.
    private AccountView change(Operation.Call call) {
        Account before = account(call, "iam:UpdateUser");
        AccountChange wanted = call.body(AccountChange.class);
        Actor actor = actor(call);
        if (!before.name().equals(wanted.name())) {
            accounts.rename(actor, before.id(), wanted.name()).orFault();
        }
        if (!before.displayName().equals(wanted.displayName())
                || !before.email().equals(wanted.email())) {
            accounts.describe(actor, before.id(), wanted.displayName(), wanted.email())
                    .orFault();
        }
        Set<Role> roles = roles(wanted.roles());
        if (!before.roles().equals(roles)) {
            accounts.setRoles(actor, before.id(), roles).orFault();
        }
        if (before.disabled() != wanted.disabled()) {
            (wanted.disabled() ? accounts.disable(actor, before.id()) : accounts.enable(actor, before.id())).orFault();
        }
        return AccountView.of(accounts.find(before.id()).orElseThrow());
    }

    private AccountView delete(Operation.Call call) {
        Account account = account(call, "iam:DeleteUser");
        return AccountView.of(accounts.delete(actor(call), account.id()).orFault());
    }

    private NewPasswordView password(Operation.Call call) {
        Account account = account(call, "iam:UpdateLoginProfile");
        return NewPasswordView.of(
                account, accounts.resetPassword(actor(call), account.id()).orFault());
    }

    private Account account(Operation.Call call, String action) {
        return account(accounts, gate, call, action);
    }

    /// The account that a path names, when the caller may do this to it.
    static Account account(Accounts accounts, Gate gate, Operation.Call call, String action) {
        String name = call.path().getOrDefault("account", "");
        Organisation organisation = gate.enter(call, action, "user/" + name);
        return accounts.find(organisation.id(), name)
                .orElseThrow(() -> new FaultException(PlatformFault.ACCOUNT_UNKNOWN, ""));
    }

    private static Set<Role> roles(List<String> words) {
        return words.stream()
                .map(word -> Role.parse(word)
                        .orElseThrow(
                                () -> new FaultException(PlatformFault.BODY_MALFORMED, "'" + word + "' is no role.")))
                .collect(Collectors.toSet());
    }

    private static Actor actor(Operation.Call call) {
        return Actor.of(Gate.known(call.caller()));
    }
}
