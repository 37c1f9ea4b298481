package skyhall.platform.audit;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import skyhall.platform.database.Database;
import skyhall.platform.identity.OrganisationId;
import skyhall.platform.lease.Lease;
import skyhall.platform.lease.LeasedLoop;
import skyhall.platform.lease.Leases;
import skyhall.platform.outbox.CommitFence;

/// Links committed records into the chain of their organisation, in the order of their ids. One at a time over all
/// processes, by the lease `audit/chainer`; no writer ever waits for it.
///
/// Every `audit.heads-every` the heads of the chains that grew are added to the file of heads, so that even somebody
/// who
/// rewrites the database from end to end is found out.
public final class AuditChainer implements AutoCloseable {
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final int BATCH = 1000;
    private static final Duration SOON = Duration.ofMillis(5);
    private static final String SAVE_HEAD = """
            INSERT INTO platform.audit_head (organisation, sequence, hash) VALUES (?, ?, ?)
            ON CONFLICT (organisation) DO UPDATE SET sequence = EXCLUDED.sequence, hash = EXCLUDED.hash""";

    private final Database database;
    private final JdbcTemplate batches;
    private final Leases leases;
    private final InstantSource clock;
    private final AuditHeadsFile file;
    private final Duration poll;
    private final Duration headsEvery;
    private final CommitFence fence;
    private final LeasedLoop loop;
    private final Map<OrganisationId, AuditHead> unwritten = new LinkedHashMap<>();
    private long headsWrittenNanos = System.nanoTime();

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Link(OrganisationId organisation, long sequence, long recordId, byte[] hash) {}

    /// @param poll see [AuditSettings#CHAIN_POLL]
    /// @param headsEvery see [AuditSettings#HEADS_EVERY]
    public AuditChainer(
            Database database,
            Leases leases,
            InstantSource clock,
            AuditHeadsFile file,
            Duration poll,
            Duration headsEvery) {
        this.database = database;
        this.batches = new JdbcTemplate(database.dataSource());
        this.leases = leases;
        this.clock = clock;
        this.file = file;
        this.poll = poll;
        this.headsEvery = headsEvery;
        this.fence = new CommitFence(database, "platform.audit_record");
        this.loop = new LeasedLoop("audit/chainer", leases, LEASE, this::round);
    }

    public void start() {
        loop.start();
    }

    /// Chains what is left and writes the heads, if this process is the chainer.
    @Override
    public void close() {
        loop.close();
        writeHeads();
    }

    Duration round(Lease lease) {
        long end = fence.settled();
        Map<OrganisationId, AuditHead> moved = database.transaction(() -> chain(lease, end));
        unwritten.putAll(moved);
        if (System.nanoTime() - headsWrittenNanos >= headsEvery.toNanos()) {
            writeHeads();
        }
        return !moved.isEmpty() ? Duration.ZERO : fence.waiting() ? SOON : poll;
    }

    private void writeHeads() {
        headsWrittenNanos = System.nanoTime();
        if (!unwritten.isEmpty()) {
            file.add(clock.instant(), List.copyOf(unwritten.values()));
            unwritten.clear();
        }
    }

    private Map<OrganisationId, AuditHead> chain(Lease lease, long end) {
        leases.fence(lease);
        long cursor = database.sql()
                .sql("SELECT cursor_id FROM platform.audit_chainer")
                .query(Long.class)
                .single();
        List<StoredRecord> records = database.sql()
                .sql("SELECT * FROM platform.audit_record WHERE id > :cursor AND id <= :end ORDER BY id LIMIT :most")
                .param("cursor", cursor)
                .param("end", end)
                .param("most", BATCH)
                .query(StoredRow::read)
                .list();
        if (records.isEmpty()) {
            return Map.of();
        }
        Map<OrganisationId, AuditHead> heads = new LinkedHashMap<>();
        save(link(records, heads), heads);
        database.sql()
                .sql("UPDATE platform.audit_chainer SET cursor_id = :cursor")
                .param("cursor", records.getLast().id())
                .update();
        return heads;
    }

    private List<Link> link(List<StoredRecord> records, Map<OrganisationId, AuditHead> heads) {
        List<Link> links = new ArrayList<>();
        Map<OrganisationId, Link> newest = new LinkedHashMap<>();
        for (StoredRecord stored : records) {
            OrganisationId organisation = stored.record().organisation();
            Link before = newest.computeIfAbsent(organisation, this::newestLink);
            long sequence = before.sequence() + 1;
            Link link = new Link(
                    organisation, sequence, stored.id(), CanonicalRecord.link(before.hash(), sequence, stored));
            links.add(link);
            newest.put(organisation, link);
        }
        newest.forEach((organisation, link) -> heads.put(
                organisation,
                new AuditHead(organisation, link.sequence(), HexFormat.of().formatHex(link.hash()))));
        return links;
    }

    private Link newestLink(OrganisationId organisation) {
        return database.sql()
                .sql("SELECT sequence, hash FROM platform.audit_head WHERE organisation = :organisation")
                .param("organisation", organisation.value())
                .query((row, _) -> new Link(organisation, row.getLong("sequence"), 0, row.getBytes("hash")))
                .optional()
                .orElseGet(() -> new Link(organisation, 0, 0, CanonicalRecord.seed(organisation)));
    }

    private void save(List<Link> links, Map<OrganisationId, AuditHead> heads) {
        batches.batchUpdate(
                "INSERT INTO platform.audit_chain (organisation, sequence, record_id, hash) VALUES (?, ?, ?, ?)",
                links,
                links.size(),
                AuditChainer::fill);
        for (AuditHead head : heads.values()) {
            database.sql()
                    .sql(SAVE_HEAD)
                    .params(
                            head.organisation().value(),
                            head.sequence(),
                            HexFormat.of().parseHex(head.hash()))
                    .update();
        }
    }

    private static void fill(PreparedStatement row, Link link) throws SQLException {
        row.setLong(1, link.organisation().value());
        row.setLong(2, link.sequence());
        row.setLong(3, link.recordId());
        row.setBytes(4, link.hash());
    }
}
