package skyhall.platform.identity;

import skyhall.platform.fault.PlatformFault;

/// Every good reason to refuse a change, by name. An edge translates by switch, or says [#fault()] and [#detail()].
public sealed interface IdentityRefusal {
    /// A text is not in the form `rule`.
    record Malformed(String what, String rule) implements IdentityRefusal {}

    record NameTaken(String name) implements IdentityRefusal {}

    record OwnerIdTaken(String ownerId) implements IdentityRefusal {}

    record EmailTaken(String email) implements IdentityRefusal {}

    record NoSuchOrganisation() implements IdentityRefusal {}

    record NoSuchAccount() implements IdentityRefusal {}

    record NoSuchKey() implements IdentityRefusal {}

    record NoSuchToken() implements IdentityRefusal {}

    record NoSuchPolicy(String name) implements IdentityRefusal {}

    record NoSuchGroup() implements IdentityRefusal {}

    /// Deletion is refused; `holds` names what stands against it: `2 people`.
    record OrganisationInUse(String holds) implements IdentityRefusal {}

    /// The new parent is the organisation itself or stands beneath it.
    record WouldLoop() implements IdentityRefusal {}

    record TooDeep(int limit) implements IdentityRefusal {}

    record TooManyKeys(int limit) implements IdentityRefusal {}

    record KeyIdTaken(String accessKeyId) implements IdentityRefusal {}

    record PasswordTooWeak(PasswordWeakness weakness) implements IdentityRefusal {}

    record PolicyMalformed(String reason) implements IdentityRefusal {}

    record PolicyInUse(long users) implements IdentityRefusal {}

    /// The actor is no operator and the change concerns one.
    record OperatorsOnly() implements IdentityRefusal {}

    /// Nobody would be left who can run the installation.
    record LastOperator() implements IdentityRefusal {}

    record NotAServiceAccount() implements IdentityRefusal {}

    record NotAPerson() implements IdentityRefusal {}

    record OtherOrganisation() implements IdentityRefusal {}

    /// The entry of the catalogue.
    default PlatformFault fault() {
        return switch (this) {
            case Malformed _ -> PlatformFault.NAME_MALFORMED;
            case NameTaken _ -> PlatformFault.NAME_TAKEN;
            case OwnerIdTaken _ -> PlatformFault.OWNER_ID_TAKEN;
            case EmailTaken _ -> PlatformFault.EMAIL_TAKEN;
            case NoSuchOrganisation _ -> PlatformFault.ORGANISATION_UNKNOWN;
            case NoSuchAccount _ -> PlatformFault.ACCOUNT_UNKNOWN;
            case NoSuchKey _ -> PlatformFault.ACCESS_KEY_UNKNOWN;
            case NoSuchToken _ -> PlatformFault.API_TOKEN_UNKNOWN;
            case NoSuchPolicy _ -> PlatformFault.POLICY_UNKNOWN;
            case NoSuchGroup _ -> PlatformFault.GROUP_UNKNOWN;
            case OrganisationInUse _ -> PlatformFault.ORGANISATION_IN_USE;
            case WouldLoop _, TooDeep _ -> PlatformFault.ORGANISATION_TREE_REFUSED;
            case TooManyKeys _ -> PlatformFault.ACCESS_KEYS_FULL;
            case KeyIdTaken _ -> PlatformFault.ACCESS_KEY_ID_TAKEN;
            case PasswordTooWeak _ -> PlatformFault.PASSWORD_TOO_WEAK;
            case PolicyMalformed _ -> PlatformFault.POLICY_MALFORMED;
            case PolicyInUse _ -> PlatformFault.POLICY_IN_USE;
            case OperatorsOnly _ -> PlatformFault.OPERATORS_ONLY;
            case LastOperator _ -> PlatformFault.LAST_OPERATOR;
            case NotAServiceAccount _ -> PlatformFault.SERVICE_ACCOUNTS_ONLY;
            case NotAPerson _ -> PlatformFault.PEOPLE_ONLY;
            case OtherOrganisation _ -> PlatformFault.OTHER_ORGANISATION;
        };
    }

    /// What the catalogue cannot know, as a sentence; may be empty.
    default String detail() {
        return switch (this) {
            case Malformed(String what, String rule) -> "The " + what + " must be " + rule + ".";
            case NameTaken(String name) -> "'" + name + "' is taken.";
            case OwnerIdTaken(String ownerId) -> "'" + ownerId + "' is taken.";
            case EmailTaken(String email) -> "'" + email + "' is taken.";
            case NoSuchPolicy(String name) -> "No policy is named '" + name + "'.";
            case OrganisationInUse(String holds) -> "It holds " + holds + ".";
            case WouldLoop _ -> "The parent is the organisation itself or stands beneath it.";
            case TooDeep(int limit) -> "The tree is at most " + limit + " organisations deep.";
            case TooManyKeys(int limit) -> "The limit is " + limit + ".";
            case KeyIdTaken(String accessKeyId) -> "'" + accessKeyId + "' is taken.";
            case PasswordTooWeak(PasswordWeakness weakness) -> weakness.sentence();
            case PolicyMalformed(String reason) -> reason;
            case PolicyInUse(long users) -> "It is attached to " + users + " accounts or groups.";
            case NoSuchOrganisation _,
                    NoSuchAccount _,
                    NoSuchKey _,
                    NoSuchToken _,
                    NoSuchGroup _,
                    OperatorsOnly _,
                    LastOperator _,
                    NotAServiceAccount _,
                    NotAPerson _,
                    OtherOrganisation _ -> "";
        };
    }
}
