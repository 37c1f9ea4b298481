package skyhall.platform.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.secret.Secrets;
import skyhall.platform.settings.Settings;

/// The key ring that the data plane asks at every request. An answer is fresh for `identity.key-cache-time`; then one
/// request asks the database and the others of the same key wait for it. While the database does not answer within
/// `identity.key-wait`, a known answer stays in use for up to `identity.key-stale-time` since it was last confirmed,
/// so that reads go on through a restart of the database; the price is that a key that was disabled by another path in
/// that time works until then. A key that is not known waits for the database and fails with it.
///
/// Secrets are opened here and kept in memory only, for no longer than the stale time after the last use.
final class CachedKeyRing implements KeyRing {
    private static final long KEYS_LIMIT = 100_000;

    private final Changes changes;
    private final Secrets secrets;
    private final Principals principals;
    private final LastUsed lastUsed;
    private final InstantSource clock;
    private final Cache<String, KeySlot> slots;
    private final KeySlot.Times times;
    private final LongSupplier nanos;

    CachedKeyRing(
            Changes changes,
            Secrets secrets,
            Principals principals,
            LastUsed lastUsed,
            InstantSource clock,
            LongSupplier nanos,
            Settings settings) {
        this.changes = changes;
        this.secrets = secrets;
        this.principals = principals;
        this.lastUsed = lastUsed;
        this.clock = clock;
        this.nanos = nanos;
        Duration stale = settings.get(IdentitySettings.KEY_STALE_TIME);
        this.times = new KeySlot.Times(
                settings.get(IdentitySettings.KEY_CACHE_TIME).toNanos(),
                stale.toNanos(),
                settings.get(IdentitySettings.KEY_WAIT).toNanos());
        this.slots = Caffeine.newBuilder()
                .maximumSize(KEYS_LIMIT)
                .expireAfterAccess(stale.plusSeconds(1))
                .ticker(nanos::getAsLong)
                .build();
    }

    @Override
    public Optional<ActiveKey> find(String accessKeyId) {
        KeySlot slot = slots.get(accessKeyId, _ -> new KeySlot(times, nanos));
        return slot.answer(() -> load(accessKeyId));
    }

    @Override
    public void used(String accessKeyId) {
        lastUsed.key(accessKeyId, clock.instant());
    }

    private Optional<ActiveKey> load(String accessKeyId) {
        try {
            return changes.database().transaction(() -> read(accessKeyId));
        } catch (DataAccessException | TransactionException e) {
            throw new FaultException(PlatformFault.DATABASE_GONE, "", e);
        }
    }

    private Optional<ActiveKey> read(String accessKeyId) {
        return changes.sql()
                .sql("SELECT principal_id, sealed_secret FROM platform.access_key WHERE id = :id AND NOT disabled")
                .param("id", accessKeyId)
                .query((row, _) -> Map.entry(new PrincipalId(row.getLong(1)), row.getBytes(2)))
                .optional()
                .flatMap(row -> principals
                        .inForce(row.getKey())
                        .map(principal -> new ActiveKey(
                                accessKeyId,
                                secrets.open(row.getValue(), AccessKeys.SECRET, accessKeyId)
                                        .reveal(),
                                principal)));
    }
}
