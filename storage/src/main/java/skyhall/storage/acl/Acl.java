package skyhall.storage.acl;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// An access control list: its owner and at most 100 grants.
///
/// The stored form is one line per grant, `PERMISSION grantee`, after a first line with the owner.
public record Acl(String ownerId, List<Grant> grants) {
    static final int MAX_GRANTS = 100;

    public Acl {
        grants = List.copyOf(grants);
    }

    /// Only the owner, fully.
    public static Acl privateTo(String ownerId) {
        return new Acl(ownerId, List.of(new Grant(new Grantee.Owner(ownerId), Permission.FULL_CONTROL)));
    }

    /// Whether some grant gives `needed` to a caller.
    ///
    /// @param callerId canonical id of the caller, or empty when the request was not signed
    public boolean allows(String callerId, Permission needed) {
        return grants.stream().anyMatch(grant -> grant.permission().covers(needed) && includes(grant, callerId));
    }

    /// Whether a group that strangers belong to is granted anything.
    public boolean isPublic() {
        return grants.stream()
                .anyMatch(g -> g.grantee() instanceof Grantee.Everyone || g.grantee() instanceof Grantee.AnySigned);
    }

    /// This list without the grants to such groups.
    public Acl withoutPublicGrants() {
        return new Acl(
                ownerId,
                grants.stream()
                        .filter(g ->
                                !(g.grantee() instanceof Grantee.Everyone || g.grantee() instanceof Grantee.AnySigned))
                        .toList());
    }

    public String text() {
        return ownerId
                + grants.stream()
                        .map(g -> "\n" + g.permission() + " " + g.grantee().text())
                        .collect(Collectors.joining());
    }

    /// Reads [#text()].
    public static Acl of(String text) {
        List<String> lines = Arrays.asList(text.split("\n", -1));
        return new Acl(lines.getFirst(), lines.stream().skip(1).map(Acl::grant).toList());
    }

    private static Grant grant(String line) {
        int space = line.indexOf(' ');
        return new Grant(Grantee.of(line.substring(space + 1)), Permission.valueOf(line.substring(0, space)));
    }

    private static boolean includes(Grant grant, String callerId) {
        return switch (grant.grantee()) {
            case Grantee.Owner(String id) -> id.equals(callerId);
            case Grantee.Everyone _ -> true;
            case Grantee.AnySigned _ -> !callerId.isEmpty();
            case Grantee.LogDelivery _ -> false;
        };
    }
}
