package skyhall.platform.audit;

import skyhall.platform.identity.Caller;
import skyhall.platform.identity.Principal;
import skyhall.platform.identity.PrincipalId;

/// Who did it.
public sealed interface AuditActor {
    /// The name that people read.
    String name();

    /// A person or a service account.
    ///
    /// @param name as it was at that time; names change, the number does not
    record Known(PrincipalId id, String name) implements AuditActor {}

    /// The installation itself.
    ///
    /// @param name the part that acted, such as `job/lifecycle`
    record Machine(String name) implements AuditActor {}

    /// Nobody who showed credentials.
    record Unknown() implements AuditActor {
        @Override
        public String name() {
            return "anonymous";
        }
    }

    /// The caller of a request as an actor.
    static AuditActor of(Caller caller) {
        return switch (caller) {
            case Principal principal -> new Known(principal.id(), principal.arn());
            case Caller.Anonymous _ -> new Unknown();
        };
    }
}
