package skyhall.storage.object;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skyhall.platform.database.Database;
import skyhall.platform.outbox.Outbox;
import skyhall.storage.bucket.Versioning;

/// The SQL that removes versions, or hides them behind a marker.
final class ObjectRemover {
    private static final String DELETE_PLAIN = """
            WITH effect AS (
                DELETE FROM storage.live_object WHERE bucket = :bucket AND key = :key RETURNING 1)
            """ + ObjectEvent.PUBLISH;

    private final Database database;
    private final ObjectReader reader;
    private final ObjectWriter writer;
    private final KeyHistory history;
    private final Outbox outbox;

    ObjectRemover(Database database, ObjectReader reader, ObjectWriter writer, KeyHistory history, Outbox outbox) {
        this.database = database;
        this.reader = reader;
        this.writer = writer;
        this.history = history;
        this.outbox = outbox;
    }

    DeleteResult delete(Deletion wish) {
        DeleteResult result = isPlain(wish) ? deletePlain(wish) : database.transaction(() -> deleteUnderLock(wish));
        outbox.wake();
        return result;
    }

    private static boolean isPlain(Deletion wish) {
        return wish.bucket().versioning() == Versioning.NEVER
                && wish.asked() instanceof VersionId.Asked.Latest
                && wish.condition().isNone();
    }

    private DeleteResult deletePlain(Deletion wish) {
        database.sql().sql(DELETE_PLAIN).params(parameters(wish)).update();
        return new DeleteResult.Deleted(Optional.empty(), false);
    }

    private DeleteResult deleteUnderLock(Deletion wish) {
        history.lock(wish.bucket().id(), wish.key());
        Optional<Precondition.Current> current = history.current(wish.bucket().id(), wish.key());
        if (!wish.condition().isNone()) {
            Optional<DeleteResult> refusal = refusal(wish, current);
            if (refusal.isPresent()) {
                return refusal.get();
            }
        }
        return wish.asked() instanceof VersionId.Asked.Latest ? hide(wish, current) : remove(wish, current);
    }

    /// A condition speaks of the version that the deletion names, or of the current one.
    private Optional<DeleteResult> refusal(Deletion wish, Optional<Precondition.Current> current) {
        Optional<Precondition.Current> meant = wish.asked() instanceof VersionId.Asked.Latest
                ? current
                : switch (reader.find(wish.bucket().id(), wish.key(), wish.asked(), false)) {
                    case GetOutcome.Found(ObjectVersion o) ->
                        Optional.of(new Precondition.Current(o.version(), o.etag(), o.modifiedAt(), o.sizeBytes()));
                    case GetOutcome.NotFound _, GetOutcome.Marker _ -> Optional.empty();
                };
        if (wish.condition().holds(meant)) {
            return Optional.empty();
        }
        return Optional.of(meant.isEmpty() ? new DeleteResult.NothingThere() : new DeleteResult.ConditionFailed());
    }

    private DeleteResult hide(Deletion wish, Optional<Precondition.Current> current) {
        long bucket = wish.bucket().id();
        if (wish.bucket().versioning() == Versioning.NEVER) {
            publishRemoval(wish, history.dropLive(bucket, wish.key()));
            return new DeleteResult.Deleted(Optional.empty(), false);
        }
        if (wish.bucket().versioning() == Versioning.SUSPENDED) {
            if (current.isPresent() && current.get().version().isNull()) {
                history.dropLive(bucket, wish.key());
            }
            history.dropPastNull(bucket, wish.key());
        }
        history.moveLiveToPast(bucket, wish.key());
        VersionId marker = writer.mark(wish.bucket(), wish.key(), wish.ownerId(), wish.account(), wish.at());
        return new DeleteResult.Deleted(Optional.of(marker), true);
    }

    private DeleteResult remove(Deletion wish, Optional<Precondition.Current> current) {
        long bucket = wish.bucket().id();
        return switch (reader.find(bucket, wish.key(), wish.asked(), false)) {
            case GetOutcome.NotFound _ -> new DeleteResult.Deleted(nameOf(wish.asked()), false);
            case GetOutcome.Found(ObjectVersion object) -> {
                if (current.map(Precondition.Current::version).equals(Optional.of(object.version()))) {
                    history.dropLive(bucket, wish.key());
                } else {
                    history.dropPast(bucket, wish.key(), object.version());
                }
                yield removed(wish, object.version(), false);
            }
            case GetOutcome.Marker(VersionId version, Instant _, boolean _) -> {
                history.dropPast(bucket, wish.key(), version);
                yield removed(wish, version, true);
            }
        };
    }

    private DeleteResult removed(Deletion wish, VersionId version, boolean marker) {
        history.promoteLatest(wish.bucket().id(), wish.key());
        publishRemoval(wish, true);
        return new DeleteResult.Deleted(Optional.of(version), marker);
    }

    private void publishRemoval(Deletion wish, boolean happened) {
        if (happened) {
            database.sql()
                    .sql("WITH effect AS (SELECT 1) " + ObjectEvent.PUBLISH)
                    .params(parameters(wish))
                    .update();
        }
    }

    private static Optional<VersionId> nameOf(VersionId.Asked asked) {
        return switch (asked) {
            case VersionId.Asked.Latest _ -> Optional.empty();
            case VersionId.Asked.Null _ -> Optional.of(new VersionId(0, 0));
            case VersionId.Asked.Exact(VersionId id) -> Optional.of(id);
        };
    }

    private static Map<String, @Nullable Object> parameters(Deletion wish) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(ObjectEvent.parameters(
                wish.bucket(), wish.key(), "ObjectRemoved", Map.of("account", wish.account()), wish.at()));
        values.put("bucket", wish.bucket().id());
        values.put("key", wish.key().utf8());
        return values;
    }
}
