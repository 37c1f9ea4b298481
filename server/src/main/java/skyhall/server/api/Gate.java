package skyhall.server.api;

import java.util.Map;
import skyhall.platform.access.Access;
import skyhall.platform.access.AccessQuestion;
import skyhall.platform.access.Verdict;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.identity.Caller;
import skyhall.platform.identity.Identity;
import skyhall.platform.identity.Organisation;
import skyhall.platform.identity.OrganisationId;
import skyhall.platform.identity.Principal;
import skyhall.platform.identity.Role;

/// Decides whether a caller may do something in an organisation: reach first, policies second.
///
/// Out of reach is as good as absent: the answer is 404, whatever a policy says. In reach, the caller's
/// policies must
/// allow the action. The resource is named from the caller's own organisation:
/// `arn:aws:iam::<own>:<thing>` in it, and
/// `arn:aws:iam::<own>:organisation/<other>/<thing>` in another that is in reach, so that an
/// administrator's policy,
/// which names the own organisation, covers those beneath it too.
final class Gate {
    private final Identity identity;

    Gate(Identity identity) {
        this.identity = identity;
    }

    /// Who asks, where anybody with credentials may.
    static Principal known(Caller caller) {
        return switch (caller) {
            case Principal principal -> principal;
            case Caller.Anonymous _ -> throw new FaultException(PlatformFault.CREDENTIALS_MISSING, "");
        };
    }

    /// The organisation that a path names, when the caller may do this in it.
    ///
    /// @param action `service:Verb`, such as `iam:CreateUser`
    /// @param thing what it is done to, such as `user/li`
    /// @throws FaultException 401 without credentials, 404 out of reach, 403 without the right
    Organisation enter(Operation.Call call, String action, String thing) {
        return enter(call.caller(), call.path().getOrDefault("organisation", ""), action, thing);
    }

    /// As [#enter(Operation.Call, String, String)], for an organisation that stands elsewhere.
    Organisation enter(Caller caller, String name, String action, String thing) {
        Principal principal = known(caller);
        Organisation organisation = identity.organisations()
                .find(name)
                .filter(found -> identity.reach().covers(principal, found.id()))
                .orElseThrow(() -> new FaultException(PlatformFault.ORGANISATION_UNKNOWN, ""));
        require(principal, action, resource(principal, organisation, thing));
        return organisation;
    }

    /// Lets only operators in, and of them those whose policies allow the action.
    Principal enterInstallation(Caller caller, String action) {
        Principal principal = known(caller);
        if (!isOperator(principal)) {
            throw new FaultException(PlatformFault.OPERATORS_ONLY, "");
        }
        require(principal, action, "arn:aws:iam::" + principal.organisationName() + ":installation");
        return principal;
    }

    boolean isOperator(Principal principal) {
        return identity.reach().has(principal, Role.OPERATOR);
    }

    boolean reaches(Principal principal, OrganisationId organisation) {
        return identity.reach().covers(principal, organisation);
    }

    private static String resource(Principal principal, Organisation organisation, String thing) {
        String where =
                organisation.id().equals(principal.organisation()) ? "" : "organisation/" + organisation.name() + "/";
        return "arn:aws:iam::" + principal.organisationName() + ":" + where + thing;
    }

    private static void require(Principal principal, String action, String resource) {
        AccessQuestion question = new AccessQuestion(
                principal.arn(), principal.organisationName(), action, resource, Map.of(), principal.ownerId());
        if (Access.decide(principal.policies(), question) != Verdict.ALLOWED) {
            throw new FaultException(PlatformFault.ACTION_REFUSED, "The right is '" + action + "'.");
        }
    }
}
