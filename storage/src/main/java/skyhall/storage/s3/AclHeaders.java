package skyhall.storage.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import skyhall.platform.fault.FaultException;
import skyhall.platform.identity.OwnerDirectory;
import skyhall.storage.acl.Acl;
import skyhall.storage.acl.CannedAcl;
import skyhall.storage.acl.Grant;
import skyhall.storage.acl.Grantee;
import skyhall.storage.acl.GranteeFinder;
import skyhall.storage.acl.Permission;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.protocol.S3Call;

/// The list that the headers of a request ask for: `x-amz-acl`, or `x-amz-grant-*`.
final class AclHeaders {
    private static final Map<String, Permission> GRANTS = Map.of(
            "x-amz-grant-full-control", Permission.FULL_CONTROL,
            "x-amz-grant-read", Permission.READ,
            "x-amz-grant-write", Permission.WRITE,
            "x-amz-grant-read-acp", Permission.READ_ACP,
            "x-amz-grant-write-acp", Permission.WRITE_ACP);

    private AclHeaders() {}

    /// @param ownerId owner of what gets the list
    /// @param bucketOwnerId owner of the bucket
    /// @return empty when no header asks for a list
    public static Optional<Acl> of(S3Call call, OwnerDirectory owners, String ownerId, String bucketOwnerId) {
        Optional<String> canned = call.header("x-amz-acl");
        List<Grant> grants = new ArrayList<>();
        GRANTS.forEach((header, permission) ->
                call.header(header).ifPresent(text -> grants.addAll(grants(text, permission, owners))));
        if (canned.isPresent() && !grants.isEmpty()) {
            throw new FaultException(
                    StorageFault.INVALID_REQUEST, "Specifying both Canned ACLs and Header Grants is not allowed");
        }
        if (!grants.isEmpty()) {
            grants.sort(java.util.Comparator.comparing(Grant::permission));
            return Optional.of(new Acl(ownerId, grants));
        }
        return canned.map(text -> canned(text).list(ownerId, bucketOwnerId));
    }

    /// @throws FaultException `InvalidArgument` for a name that is no canned list
    public static CannedAcl canned(String text) {
        return CannedAcl.parse(text).orElseThrow(() -> new FaultException(StorageFault.INVALID_ARGUMENT, ""));
    }

    private static List<Grant> grants(String text, Permission permission, OwnerDirectory owners) {
        List<Grant> grants = new ArrayList<>();
        for (String word : text.split(",", -1)) {
            int equals = word.indexOf('=');
            if (equals < 0) {
                throw new FaultException(StorageFault.INVALID_ARGUMENT, "Argument format not recognized");
            }
            String kind = word.substring(0, equals).strip();
            String value = word.substring(equals + 1).strip().replaceAll("^\"|\"$", "");
            grants.add(new Grant(grantee(kind, value, owners), permission));
        }
        return grants;
    }

    private static Grantee grantee(String kind, String value, OwnerDirectory owners) {
        return switch (kind) {
            case "id" -> GranteeFinder.byId(value, owners);
            case "emailAddress" -> GranteeFinder.byEmail(value, owners);
            case "uri" -> GranteeFinder.byUri(value);
            default -> throw new FaultException(StorageFault.INVALID_ARGUMENT, "Argument format not recognized");
        };
    }
}
