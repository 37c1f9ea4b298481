package skyhall.storage.object;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import skyhall.platform.database.Database;
import skyhall.storage.volume.BlobId;
import skyhall.storage.volume.KeptBlob;
import skyhall.storage.volume.References;

/// What the rows say about files of the volume.
public final class SqlReferences implements References {
    private static final String NAMED = """
            SELECT blob, size_bytes FROM storage.live_object WHERE blob %1$s
            UNION ALL SELECT blob, size_bytes FROM storage.past_version WHERE blob %1$s
            UNION ALL SELECT blob, size_bytes FROM storage.part WHERE blob %1$s""";
    private static final String AMONG = NAMED.formatted("= ANY (:ids)");
    private static final String NEXT = """
            SELECT blob, size_bytes FROM (
                (SELECT blob, size_bytes FROM storage.live_object WHERE blob > :after ORDER BY blob LIMIT :limit)
                UNION ALL
                (SELECT blob, size_bytes FROM storage.past_version WHERE blob > :after ORDER BY blob LIMIT :limit)
                UNION ALL
                (SELECT blob, size_bytes FROM storage.part WHERE blob > :after ORDER BY blob LIMIT :limit)) named
            ORDER BY blob LIMIT :limit""";
    private static final UUID LOWEST = new UUID(0, 0);

    private final Database database;

    public SqlReferences(Database database) {
        this.database = database;
    }

    @Override
    public Set<BlobId> referenced(Collection<BlobId> ids) {
        return new HashSet<>(database.sql()
                .sql(AMONG)
                .param("ids", ids.stream().map(BlobId::value).toArray(UUID[]::new))
                .query((row, _) -> new BlobId(row.getObject("blob", UUID.class)))
                .list());
    }

    @Override
    public List<KeptBlob> referencedAfter(Optional<BlobId> after, int limit) {
        return database.sql()
                .sql(NEXT)
                .param("after", after.map(BlobId::value).orElse(LOWEST))
                .param("limit", limit)
                .query((row, _) ->
                        new KeptBlob(new BlobId(row.getObject("blob", UUID.class)), row.getLong("size_bytes")))
                .list();
    }
}
