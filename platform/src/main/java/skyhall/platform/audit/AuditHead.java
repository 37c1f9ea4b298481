package skyhall.platform.audit;

import java.util.HexFormat;
import skyhall.platform.identity.OrganisationId;

/// The newest entry of a chain at some time: whoever keeps one can later prove that history up to it is unchanged.
///
/// @param sequence of the entry, from 1
/// @param hash 32 bytes in lower-case hex
record AuditHead(OrganisationId organisation, long sequence, String hash) {
    public AuditHead {
        if (sequence < 1 || HexFormat.of().parseHex(hash).length != 32) {
            throw new IllegalArgumentException("not a head: " + sequence + " " + hash);
        }
    }
}
