package skyhall.platform.approval;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import skyhall.platform.identity.OrganisationId;
import skyhall.platform.identity.PrincipalId;

/// Something that one person wants done and others must agree to.
///
/// @param payload JSON, to the byte as it was proposed
/// @param payloadSha256 of the payload's UTF-8 bytes, lower-case hex; show it beside the content
/// @param personsNeeded the proposer and so many others less one; at least 2
/// @param approvals how many others have approved so far
public record Proposal(
        long id,
        OrganisationId organisation,
        String kind,
        String subject,
        String payload,
        String payloadSha256,
        PrincipalId proposer,
        String reason,
        int personsNeeded,
        int approvals,
        ProposalState state,
        Instant proposedAt,
        Instant expiresAt) {
    static Proposal read(ResultSet row, int number) throws SQLException {
        return new Proposal(
                row.getLong("id"),
                new OrganisationId(row.getLong("organisation")),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("payload"),
                HexFormat.of().formatHex(row.getBytes("payload_sha256")),
                new PrincipalId(row.getLong("proposer")),
                row.getString("reason"),
                row.getInt("persons_needed"),
                row.getInt("approvals"),
                ProposalState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getTimestamp("proposed_at").toInstant(),
                row.getTimestamp("expires_at").toInstant());
    }
}
