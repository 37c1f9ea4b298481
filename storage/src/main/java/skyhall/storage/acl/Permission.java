package skyhall.storage.acl;

import java.util.Arrays;
import java.util.Optional;

/// What a grant allows.
public enum Permission {
    FULL_CONTROL,
    READ,
    WRITE,
    READ_ACP,
    WRITE_ACP;

    public static Optional<Permission> parse(String text) {
        return Arrays.stream(values()).filter(p -> p.name().equals(text)).findFirst();
    }

    /// Whether a grant of this permission is enough for `needed`.
    public boolean covers(Permission needed) {
        return this == FULL_CONTROL || this == needed;
    }
}
