package skyhall.server.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import skyhall.platform.access.Policy;
import skyhall.platform.access.PolicyKind;
import skyhall.platform.access.PolicyParsing;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.identity.ApiToken;
import skyhall.platform.identity.Caller;
import skyhall.platform.identity.Identity;
import skyhall.platform.identity.Principal;
import skyhall.platform.secret.Secret;
import skyhall.portal.page.Page;

/// Finds who asks: the service account of a bearer token, else the person of the portal's session. A
/// token that is
/// shown and not in force is refused, also where a session would do.
///
/// A token's scopes narrow what its account may do. A scope is an action or a pattern of actions,
/// `iam:*` or
/// `sky:list*`, compared without regard to case; a word alone (`iam`) means all of its actions; a token
/// without
/// scopes may do nothing.
public final class Credentials implements Function<HttpServletRequest, Caller> {
    private static final String SCHEME = "Bearer ";

    private final Identity identity;

    public Credentials(Identity identity) {
        this.identity = identity;
    }

    @Override
    public Caller apply(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null) {
            return Page.of(request).principal().<Caller>map(person -> person).orElseGet(Caller.Anonymous::new);
        }
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new FaultException(PlatformFault.CREDENTIALS_MISSING, "");
        }
        Secret token = Secret.of(header.substring(SCHEME.length()).trim());
        return identity.apiTokens()
                .verify(token)
                .map(Credentials::narrowed)
                .orElseThrow(() -> new FaultException(PlatformFault.CREDENTIALS_MISSING, ""));
    }

    private static Principal narrowed(ApiToken.Verified verified) {
        Principal account = verified.principal();
        List<Policy> policies = new ArrayList<>(account.policies());
        policies.add(allBut(verified.scopes()));
        return new Principal(
                account.id(),
                account.organisation(),
                account.organisationName(),
                account.name(),
                account.arn(),
                account.ownerId(),
                account.displayName(),
                policies);
    }

    /// Denies whatever is in no scope. A scope's form leaves nothing that JSON would read otherwise.
    static Policy allBut(Set<String> scopes) {
        String actions = scopes.stream()
                .sorted()
                .map(scope -> '"' + (scope.contains(":") ? scope : scope + ":*") + '"')
                .collect(Collectors.joining(","));
        String which = scopes.isEmpty() ? "\"Action\":\"*\"" : "\"NotAction\":[" + actions + "]";
        String document = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Scopes\",\"Effect\":\"Deny\"," + which
                + ",\"Resource\":\"*\"}]}";
        return switch (Policy.parse(document, PolicyKind.IDENTITY)) {
            case PolicyParsing.Parsed(Policy policy) -> policy;
            case PolicyParsing.Malformed(String reason) -> throw new IllegalStateException(reason);
        };
    }
}
