package skyhall.platform.identity;

import java.util.Optional;

/// Finds owners as S3's access control lists name them.
public interface OwnerDirectory {
    Optional<Owner> byOwnerId(String ownerId);

    Optional<Owner> byEmail(String email);

    /// What an access control list shows of a principal.
    record Owner(String id, String displayName) {}
}
