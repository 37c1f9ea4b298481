package skyhall.storage.acl;

import skyhall.platform.fault.FaultException;
import skyhall.platform.identity.OwnerDirectory;
import skyhall.storage.fault.StorageFault;

/// Finds whom a request names in a grant.
public final class GranteeFinder {
    private GranteeFinder() {}

    public static Grantee byId(String id, OwnerDirectory owners) {
        return owners.byOwnerId(id)
                .<Grantee>map(owner -> new Grantee.Owner(owner.id()))
                .orElseThrow(() -> new FaultException(StorageFault.INVALID_ARGUMENT, "Invalid id"));
    }

    public static Grantee byEmail(String email, OwnerDirectory owners) {
        return owners.byEmail(email)
                .<Grantee>map(owner -> new Grantee.Owner(owner.id()))
                .orElseThrow(() -> new FaultException(StorageFault.UNRESOLVABLE_GRANT, ""));
    }

    public static Grantee byUri(String uri) {
        return Grantee.ofUri(uri)
                .orElseThrow(() -> new FaultException(StorageFault.INVALID_ARGUMENT, "Invalid group uri"));
    }
}
