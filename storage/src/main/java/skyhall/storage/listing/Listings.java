package skyhall.storage.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import skyhall.platform.database.Database;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.object.ObjectKey;

/// Lists what is in buckets. Pages are of at most [#MAX_PAGE] entries.
public final class Listings {
    public static final int MAX_PAGE = 1000;

    private static final String COLUMNS =
            "key, sequence, nonce, modified_at, size_bytes, etag, owner_id, checksum, %s AS marker";
    private static final String RANGE =
            " WHERE bucket = :bucket AND key >= :key AND (:inclusive OR key > :key)" + " AND key < :end";
    /// Above every key: no byte of UTF-8 is as high. A range that is open at its end would be read to the end of the
    /// bucket once the database plans it for every parameter alike.
    static final byte[] ABOVE_ALL = {(byte) 0xff};

    private final Database database;

    public Listings(Database database) {
        this.database = database;
    }

    /// Current objects.
    public Page<ListedVersion> objects(Bucket bucket, String prefix, String delimiter, From from, int limit) {
        return walk(new LiveRows(bucket.id()), prefix, delimiter, from, limit);
    }

    /// All versions and delete markers, newest first within a key.
    public Page<ListedVersion> versions(Bucket bucket, String prefix, String delimiter, From from, int limit) {
        Page<ListedVersion> page = walk(new AllRows(bucket.id()), prefix, delimiter, from, limit);
        String previous = from instanceof From.AfterOrder(String key, long _) ? key : "";
        List<Page.Entry<ListedVersion>> marked = new ArrayList<>();
        for (Page.Entry<ListedVersion> entry : page.entries()) {
            if (entry instanceof Page.Entry.Item<ListedVersion>(ListedVersion version)) {
                marked.add(new Page.Entry.Item<>(
                        version.asLatest(!version.key().text().equals(previous))));
                previous = version.key().text();
            } else {
                marked.add(entry);
            }
        }
        return new Page<>(marked, page.more());
    }

    /// Walks rows of another kind that are ordered by key and, within a key, by a rising number.
    public static <R> Page<R> walk(RowSource<R> source, String prefix, String delimiter, From from, int limit) {
        Optional<Seek> start = from.seek(prefix, delimiter);
        if (limit == 0 || start.isEmpty()) {
            return new Page<>(List.of(), false);
        }
        return Page.of(new KeyWalk<>(new Adapted<>(source), prefix, delimiter, limit).from(start.get()));
    }

    private static Page<ListedVersion> walk(
            KeyWalk.Source<ListedVersion> rows, String prefix, String delimiter, From from, int limit) {
        Optional<Seek> start = from.seek(prefix, delimiter);
        if (limit == 0 || start.isEmpty()) {
            return new Page<>(List.of(), false);
        }
        return Page.of(new KeyWalk<>(rows, prefix, delimiter, limit).from(start.get()));
    }

    private abstract class Rows implements KeyWalk.Source<ListedVersion> {
        @Override
        public byte[] key(ListedVersion row) {
            return row.key().utf8();
        }

        List<ListedVersion> query(String statement, long bucket, Seek seek, Optional<byte[]> end, int limit) {
            return database.sql()
                    .sql(statement)
                    .param("bucket", bucket)
                    .param("key", seek.key())
                    .param("inclusive", seek.inclusive())
                    .param("below", seek.below())
                    .param("end", end.orElse(ABOVE_ALL))
                    .param("limit", limit)
                    .query((row, _) -> ListedVersion.read(row))
                    .list();
        }
    }

    private final class LiveRows extends Rows {
        private static final String LIVE = "SELECT " + "key, sequence, nonce, modified_at, size_bytes, etag, owner_id,"
                + " checksum, false AS marker FROM storage.live_object" + RANGE + " ORDER BY key LIMIT :limit";
        private final long bucket;

        private LiveRows(long bucket) {
            this.bucket = bucket;
        }

        @Override
        public List<ListedVersion> rows(Seek seek, Optional<byte[]> end, int limit) {
            return query(LIVE, bucket, seek, end, limit);
        }

        @Override
        public Seek behind(ListedVersion row) {
            return Seek.after(row.key().utf8());
        }
    }

    private final class AllRows extends Rows {
        private static final String WITHIN = " AND (key > :key OR sequence < :below)";
        private static final String ALL = "(SELECT " + COLUMNS.formatted("false") + " FROM storage.live_object" + RANGE
                + WITHIN + " ORDER BY key LIMIT :limit) UNION ALL (SELECT " + COLUMNS.formatted("marker")
                + " FROM storage.past_version" + RANGE + WITHIN
                + " ORDER BY key, sequence DESC LIMIT :limit) ORDER BY key, sequence DESC LIMIT :limit";
        private final long bucket;

        private AllRows(long bucket) {
            this.bucket = bucket;
        }

        @Override
        public List<ListedVersion> rows(Seek seek, Optional<byte[]> end, int limit) {
            return query(ALL, bucket, seek, end, limit);
        }

        @Override
        public Seek behind(ListedVersion row) {
            return Seek.within(row.key().utf8(), row.version().sequence());
        }
    }

    /// Rows of another feature, for [#walk].
    public interface RowSource<R> {
        /// At most `limit` rows with keys from `from` on and below `end`. Of `from` itself all rows
        /// when `inclusive`,
        /// else those with a number above `order`.
        List<R> rows(byte[] from, boolean inclusive, long order, byte[] end, int limit);

        ObjectKey key(R row);

        long order(R row);
    }

    private record Adapted<R>(RowSource<R> source) implements KeyWalk.Source<R> {
        @Override
        public List<R> rows(Seek seek, Optional<byte[]> end, int limit) {
            boolean within = seek.below() != Long.MAX_VALUE;
            return source.rows(seek.key(), seek.inclusive() && !within, seek.below(), end.orElse(ABOVE_ALL), limit);
        }

        @Override
        public byte[] key(R row) {
            return source.key(row).utf8();
        }

        @Override
        public Seek behind(R row) {
            return Seek.within(source.key(row).utf8(), source.order(row));
        }
    }
}
