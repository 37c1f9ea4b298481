package skyhall.platform.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import skyhall.platform.audit.AuditFinding.Break;
import skyhall.platform.audit.AuditFinding.Broken;
import skyhall.platform.audit.AuditFinding.Whole;
import skyhall.platform.database.Database;
import skyhall.platform.identity.OrganisationId;

/// Recomputes every chain from its records and compares it with what was chained and with the kept heads. Used by
/// `sky audit verify`. Reads only, in pages, with a server running or not.
public final class AuditVerifier {
    private static final int PAGE = 2000;
    private static final String ENTRIES = """
            SELECT c.sequence, c.record_id, c.hash, r.* FROM platform.audit_chain c
            LEFT JOIN platform.audit_record r ON r.id = c.record_id
            WHERE c.organisation = :organisation AND c.sequence > :after ORDER BY c.sequence LIMIT :most""";
    private static final String UNCHAINED = """
            SELECT count(*) FILTER (WHERE r.id > k.cursor_id) AS late,
                   min(r.id) FILTER (WHERE r.id <= k.cursor_id) AS slipped
            FROM platform.audit_record r CROSS JOIN platform.audit_chainer k
            WHERE r.organisation = :organisation AND NOT EXISTS
                  (SELECT 1 FROM platform.audit_chain c WHERE c.record_id = r.id)""";

    private final Database database;
    private final List<AuditHeadsFile> files;

    /// @param files of all servers that ever chained; with none, a tail that was cut off together with its entries,
    /// or
    /// a chain made anew, goes unseen
    public AuditVerifier(Database database, List<AuditHeadsFile> files) {
        this.database = database;
        this.files = List.copyOf(files);
    }

    /// Checks every organisation that has a record, an entry, a head in the database or a head in a file.
    public List<AuditFinding> verify() {
        List<AuditHead> kept =
                files.stream().flatMap(file -> file.heads().stream()).toList();
        TreeSet<Long> organisations =
                new TreeSet<>(database.sql().sql("""
                        SELECT organisation FROM platform.audit_head UNION SELECT organisation FROM platform.audit_chain
                        UNION SELECT organisation FROM platform.audit_record""").query(Long.class).list());
        kept.forEach(head -> organisations.add(head.organisation().value()));
        return organisations.stream()
                .map(number -> verify(new OrganisationId(number), kept))
                .toList();
    }

    private AuditFinding verify(OrganisationId organisation, List<AuditHead> kept) {
        NavigableMap<Long, List<String>> heads = new TreeMap<>();
        kept.stream().filter(head -> head.organisation().equals(organisation)).forEach(head -> heads.computeIfAbsent(
                        head.sequence(), _ -> new ArrayList<>())
                .add(head.hash()));
        storedHead(organisation).ifPresent(head -> heads.computeIfAbsent(head.sequence(), _ -> new ArrayList<>())
                .add(head.hash()));
        Walk walk = new Walk(organisation, heads);
        Broken broken = null;
        while (broken == null && !walk.atEnd) {
            broken = walk.page();
        }
        return broken != null ? broken : afterTheWalk(organisation, walk, heads);
    }

    private AuditFinding afterTheWalk(OrganisationId organisation, Walk walk, NavigableMap<Long, List<String>> heads) {
        if (!heads.isEmpty() && heads.lastKey() > walk.sequence) {
            return new Broken(
                    organisation,
                    Break.TRUNCATED,
                    walk.sequence + 1,
                    0,
                    "The chain ends at entry " + walk.sequence + ", and entry " + heads.lastKey()
                            + " was there once: the newest records were deleted.");
        }
        return database.sql()
                .sql(UNCHAINED)
                .param("organisation", organisation.value())
                .query((row, _) -> finding(organisation, walk.sequence, row))
                .single();
    }

    private static AuditFinding finding(OrganisationId organisation, long records, ResultSet row) throws SQLException {
        long slipped = row.getLong("slipped");
        if (slipped != 0) {
            return new Broken(
                    organisation,
                    Break.INSERTED,
                    0,
                    slipped,
                    "Record " + slipped + " stands among records that were chained and never was: it was slipped in, "
                            + "or its entry was deleted.");
        }
        return new Whole(organisation, records, row.getLong("late"));
    }

    private Optional<AuditHead> storedHead(OrganisationId organisation) {
        return database.sql()
                .sql("SELECT sequence, hash FROM platform.audit_head WHERE organisation = :organisation")
                .param("organisation", organisation.value())
                .query((row, _) -> new AuditHead(
                        organisation, row.getLong("sequence"), HexFormat.of().formatHex(row.getBytes("hash"))))
                .optional();
    }

    /// An entry with its record; `stored` is null when the record is gone or is none that we could have written.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Entry(
            long sequence,
            long recordId,
            byte[] hash,
            boolean present,
            @Nullable StoredRecord stored) {
        static Entry read(ResultSet row, int number) throws SQLException {
            boolean present = row.getObject("id") != null;
            return new Entry(
                    row.getLong("sequence"),
                    row.getLong("record_id"),
                    row.getBytes("hash"),
                    present,
                    present ? readable(row, number) : null);
        }

        private static @Nullable StoredRecord readable(ResultSet row, int number) throws SQLException {
            try {
                return StoredRow.read(row, number);
            } catch (IllegalArgumentException | IllegalStateException e) {
                return null;
            }
        }

        boolean continues(byte[] previous) {
            return stored != null && Arrays.equals(CanonicalRecord.link(previous, sequence, stored), hash);
        }
    }

    /// Goes along one chain, page by page, recomputing.
    private final class Walk {
        private final OrganisationId organisation;
        private final NavigableMap<Long, List<String>> heads;
        private byte[] hash;
        private long sequence;
        private long recordId;
        private boolean atEnd;

        Walk(OrganisationId organisation, NavigableMap<Long, List<String>> heads) {
            this.organisation = organisation;
            this.heads = heads;
            this.hash = CanonicalRecord.seed(organisation);
        }

        @Nullable
        Broken page() {
            List<Entry> entries = database.sql()
                    .sql(ENTRIES)
                    .param("organisation", organisation.value())
                    .param("after", sequence)
                    .param("most", PAGE)
                    .query(Entry::read)
                    .list();
            for (Entry entry : entries) {
                Broken broken = step(entry);
                if (broken != null) {
                    return broken;
                }
            }
            atEnd = entries.size() < PAGE;
            return null;
        }

        private @Nullable Broken step(Entry entry) {
            long expected = sequence + 1;
            if (entry.sequence() != expected) {
                return broken(Break.DELETED, expected, 0, "Entry " + expected + " of the chain is gone.");
            }
            if (!entry.present()) {
                return broken(Break.DELETED, expected, entry.recordId(), "The record was deleted.");
            }
            if (entry.recordId() <= recordId) {
                return broken(Break.REORDERED, expected, entry.recordId(), "It stands after a record that is younger.");
            }
            if (!entry.continues(hash)) {
                return broken(
                        Break.EDITED,
                        expected,
                        entry.recordId(),
                        "The record is not the one that was chained: it was edited or changed places.");
            }
            sequence = expected;
            recordId = entry.recordId();
            hash = entry.hash();
            return compareWithHeads();
        }

        private @Nullable Broken compareWithHeads() {
            String hex = HexFormat.of().formatHex(hash);
            List<String> kept = heads.getOrDefault(sequence, List.of());
            if (kept.stream().allMatch(hex::equals)) {
                return null;
            }
            Long lastGood = heads.lowerKey(sequence);
            return broken(
                    Break.REWRITTEN,
                    sequence,
                    recordId,
                    "The chain is sound in itself but differs from the head that was kept here: it was made anew after "
                            + (lastGood == null ? "its beginning." : "entry " + lastGood + "."));
        }

        private Broken broken(Break kind, long at, long record, String sentence) {
            return new Broken(organisation, kind, at, record, sentence);
        }
    }
}
