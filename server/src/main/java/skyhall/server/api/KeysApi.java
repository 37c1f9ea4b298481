package skyhall.server.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import skyhall.platform.api.Endpoint;
import skyhall.platform.api.Page;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.identity.AccessKey;
import skyhall.platform.identity.AccessKeys;
import skyhall.platform.identity.Account;
import skyhall.platform.identity.Actor;
import skyhall.platform.identity.ApiToken;
import skyhall.platform.identity.ApiTokens;
import skyhall.platform.identity.Identity;
import skyhall.server.view.AccessKeyView;
import skyhall.server.view.ApiTokenView;
import skyhall.server.view.NewAccessKeyView;
import skyhall.server.view.NewApiTokenView;

/// Access keys of accounts and API tokens of service accounts. What makes a secret takes no idempotency
/// key: the kept
/// answer would be the secret in plain text.
public final class KeysApi {
    private static final String ACCOUNT = "/api/v1/organisations/{organisation}/accounts/{account}";
    private static final String KEYS = ACCOUNT + "/access-keys";
    private static final String TOKENS = ACCOUNT + "/api-tokens";

    private static final Endpoint LIST_KEYS = Endpoint.get(
                    KEYS, AccessKeyView.class, "Lists an account's access keys: none, one or two.")
            .inPages()
            .refusing(PlatformFault.ACCOUNT_UNKNOWN);
    private static final Endpoint CREATE_KEY = new Endpoint(
            Endpoint.Method.POST,
            KEYS,
            "Makes an access key; its secret is shown this once.",
            Optional.empty(),
            NewAccessKeyView.class,
            List.of(PlatformFault.ACCOUNT_UNKNOWN, PlatformFault.ACCESS_KEYS_FULL),
            false,
            false,
            Optional.empty());
    private static final Endpoint CHANGE_KEY = Endpoint.put(
                    KEYS + "/{key}", KeyChange.class, AccessKeyView.class, "Disables or enables an access key.")
            .refusing(PlatformFault.ACCOUNT_UNKNOWN, PlatformFault.ACCESS_KEY_UNKNOWN);
    private static final Endpoint DELETE_KEY = Endpoint.delete(
                    KEYS + "/{key}", AccessKeyView.class, "Deletes an access key.")
            .refusing(PlatformFault.ACCOUNT_UNKNOWN, PlatformFault.ACCESS_KEY_UNKNOWN);
    private static final Endpoint LIST_TOKENS = Endpoint.get(
                    TOKENS, ApiTokenView.class, "Lists a service account's API tokens, expired ones too.")
            .inPages()
            .refusing(PlatformFault.ACCOUNT_UNKNOWN);
    private static final Endpoint CREATE_TOKEN = Endpoint.post(
                    TOKENS, NewToken.class, NewApiTokenView.class, "Makes an API token; its text is shown this once.")
            .refusing(PlatformFault.ACCOUNT_UNKNOWN, PlatformFault.NAME_MALFORMED, PlatformFault.SERVICE_ACCOUNTS_ONLY);
    private static final Endpoint DELETE_TOKEN = Endpoint.delete(
                    TOKENS + "/{token}", ApiTokenView.class, "Ends an API token at once, for ever.")
            .refusing(PlatformFault.ACCOUNT_UNKNOWN, PlatformFault.API_TOKEN_UNKNOWN);

    public static final List<Endpoint> ENDPOINTS =
            List.of(LIST_KEYS, CREATE_KEY, CHANGE_KEY, DELETE_KEY, LIST_TOKENS, CREATE_TOKEN, DELETE_TOKEN);

    private final Identity identity;
    private final AccessKeys keys;
    private final ApiTokens tokens;
    private final Gate gate;

    public KeysApi(Identity identity) {
        this.identity = identity;
        this.keys = identity.accessKeys();
        this.tokens = identity.apiTokens();
        this.gate = new Gate(identity);
    }

    public record KeyChange(boolean disabled) {}

    /// @param scopes what it may be used for, within what its account may do: `iam:*`, `sky:list*`
    /// @param days how long it is in force
    public record NewToken(String name, List<String> scopes, int days) {}

    public List<Operation> operations() {
        return List.of(
                new Operation(LIST_KEYS, this::listKeys),
                new Operation(CREATE_KEY, this::createKey),
                new Operation(CHANGE_KEY, this::changeKey),
                new Operation(DELETE_KEY, this::deleteKey),
                new Operation(LIST_TOKENS, this::listTokens),
                new Operation(CREATE_TOKEN, this::createToken),
                new Operation(DELETE_TOKEN, this::deleteToken));
    }

    private Page<AccessKeyView> listKeys(Operation.Call call) {
        Account account = account(call, "iam:ListAccessKeys");
        return new Page<>(
                keys.list(account.id()).stream().map(AccessKeyView::of).toList(), Optional.empty());
    }

    private NewAccessKeyView createKey(Operation.Call call) {
        Account account = account(call, "iam:CreateAccessKey");
        return NewAccessKeyView.of(keys.create(actor(call), account.id()).orFault());
    }

    private AccessKeyView changeKey(Operation.Call call) {
        AccessKey key = key(call, "iam:UpdateAccessKey");
        boolean disabled = call.body(KeyChange.class).disabled();
        return AccessKeyView.of(
                (disabled ? keys.disable(actor(call), key.id()) : keys.enable(actor(call), key.id())).orFault());
    }

    private AccessKeyView deleteKey(Operation.Call call) {
        AccessKey key = key(call, "iam:DeleteAccessKey");
        return AccessKeyView.of(keys.delete(actor(call), key.id()).orFault());
    }

    private Page<ApiTokenView> listTokens(Operation.Call call) {
        Account account = account(call, "iam:ListServiceSpecificCredentials");
        return Places.page(
                tokens.list(
                        account.id(), Places.after(call.page(), 0), call.page().limit() + 1),
                call.page(),
                ApiTokenView::of,
                ApiTokenView::id);
    }

    private NewApiTokenView createToken(Operation.Call call) {
        Account account = account(call, "iam:CreateServiceSpecificCredential");
        NewToken wanted = call.body(NewToken.class);
        return NewApiTokenView.of(tokens.create(
                        actor(call),
                        account.id(),
                        wanted.name(),
                        Set.copyOf(wanted.scopes()),
                        Duration.ofDays(wanted.days()))
                .orFault());
    }

    private ApiTokenView deleteToken(Operation.Call call) {
        Account account = account(call, "iam:DeleteServiceSpecificCredential");
        ApiToken.Id id = new ApiToken.Id(Places.number(call, "token", PlatformFault.API_TOKEN_UNKNOWN));
        ApiToken _ = tokens.find(id)
                .filter(token -> token.owner().equals(account.id()))
                .orElseThrow(() -> new FaultException(PlatformFault.API_TOKEN_UNKNOWN, ""));
        return ApiTokenView.of(tokens.revoke(actor(call), id).orFault());
    }

    private AccessKey key(Operation.Call call, String action) {
        Account account = account(call, action);
        return keys.find(call.path().getOrDefault("key", ""))
                .filter(key -> key.owner().equals(account.id()))
                .orElseThrow(() -> new FaultException(PlatformFault.ACCESS_KEY_UNKNOWN, ""));
    }

    private Account account(Operation.Call call, String action) {
        return AccountsApi.account(identity.accounts(), gate, call, action);
    }

    private static Actor actor(Operation.Call call) {
        return Actor.of(Gate.known(call.caller()));
    }
}
