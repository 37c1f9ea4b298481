package skyhall.storage.protocol;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.wire.Address;
import skyhall.storage.wire.Query;

/// Finds the operation of a request by its method, its scope and the sub-resource that its query names.
public final class RouteTable {
    /// Sub-resources of S3 in the order in which they count when a query names more than one.
    private static final List<String> SUBRESOURCES = List.of(
            "uploadId",
            "uploads",
            "acl",
            "policyStatus",
            "policy",
            "cors",
            "tagging",
            "versioning",
            "versions",
            "location",
            "publicAccessBlock",
            "ownershipControls",
            "attributes",
            "delete");

    /// Sub-resources that AWS has and this version does not.
    private static final Set<String> LATER = Set.of(
            "accelerate",
            "analytics",
            "encryption",
            "intelligent-tiering",
            "inventory",
            "legal-hold",
            "lifecycle",
            "logging",
            "metrics",
            "notification",
            "object-lock",
            "replication",
            "requestPayment",
            "restore",
            "retention",
            "select",
            "website",
            "append",
            "session");

    private final Map<String, Operation> operations = new HashMap<>();

    public RouteTable(Collection<Route> routes) {
        for (Route route : routes) {
            String place = place(route.method(), route.scope(), route.subresource());
            if (operations.put(place, route.operation()) != null) {
                throw new IllegalArgumentException("two operations for " + place);
            }
        }
    }

    /// @throws FaultException `NotImplemented` for what AWS has and we do not, `MethodNotAllowed` for
    ///     what nobody has
    Operation find(String method, Address.Scope scope, Query query) {
        if (query.has("torrent")) {
            throw new FaultException(StorageFault.NO_SUCH_KEY, "There is no torrent of any object.");
        }
        for (String name : query.names()) {
            if (LATER.contains(name)) {
                throw new FaultException(StorageFault.NOT_IMPLEMENTED, "'" + name + "' is not in this version.");
            }
        }
        String subresource =
                SUBRESOURCES.stream().filter(query::has).findFirst().orElse("");
        Operation operation = operations.get(place(method, scope, subresource));
        if (operation == null) {
            throw new FaultException(StorageFault.METHOD_NOT_ALLOWED, "");
        }
        return operation;
    }

    private static String place(String method, Address.Scope scope, String subresource) {
        return method + " " + scope + " " + subresource;
    }
}
