package skyhall.platform.identity;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import skyhall.platform.settings.Settings;

/// Keeps guessers out by counting wrong sign-ins in a sliding window, three ways: of one person from one address, of
/// one address, of one person from anywhere. Over a threshold the next attempt must wait: `lockout-base`, doubled for
/// each attempt beyond, at most `lockout-limit`. While locked out nothing is checked and nothing is counted, so the
/// lock ends by itself and a wrong guess in the meantime does not make it longer.
///
/// Nobody can keep a person out for ever: the count of a person from anywhere does not concern addresses from which
/// this person has signed in within the last 90 days, and `sky user recover` forgets all attempts.
///
/// An attempt is counted before the password is checked and taken back when it was right: a hundred guesses at the
/// same moment count as a hundred. Counts are in the database, so all servers of an installation count together.
final class Lockout {
    private static final Duration KNOWN_FOR = Duration.ofDays(90);
    private static final int DOUBLINGS = 20;

    private final Changes changes;
    private final Duration window;
    private final Duration base;
    private final Duration limit;
    private final int pairThreshold;
    private final int addressThreshold;
    private final int personThreshold;

    Lockout(Changes changes, Settings settings) {
        this.changes = changes;
        this.window = settings.get(IdentitySettings.LOCKOUT_WINDOW);
        this.base = settings.get(IdentitySettings.LOCKOUT_BASE);
        this.limit = settings.get(IdentitySettings.LOCKOUT_LIMIT);
        this.pairThreshold = settings.get(IdentitySettings.LOCKOUT_PAIR);
        this.addressThreshold = settings.get(IdentitySettings.LOCKOUT_ADDRESS);
        this.personThreshold = settings.get(IdentitySettings.LOCKOUT_PERSON);
    }

    /// What an attempt may do.
    sealed interface Admission {
        record Admitted(long attempt) implements Admission {}

        record Locked(Instant until) implements Admission {}
    }

    /// Counts an attempt, or says until when there is none.
    Admission admit(String personName, String remoteAddress) {
        byte[] person = person(personName);
        String address = network(remoteAddress);
        return changes.database().transaction(() -> {
            lock(person, address);
            forgetOld();
            Optional<Instant> until = Stream.of(
                            lockedUntil(
                                    "person_sha256 = :person AND address = :address", person, address, pairThreshold),
                            lockedUntil("address = :address", person, address, addressThreshold),
                            isKnown(personName, address)
                                    ? Optional.<Instant>empty()
                                    : lockedUntil("person_sha256 = :person", person, address, personThreshold))
                    .flatMap(Optional::stream)
                    .max(Instant::compareTo);
            return until.<Admission>map(Admission.Locked::new)
                    .orElseGet(() -> new Admission.Admitted(count(person, address)));
        });
    }

    /// The attempt was right: this person's wrong ones from there are forgotten, and the address is known from now on.
    void succeeded(PrincipalId id, String personName, String remoteAddress) {
        changes.sql()
                .sql("DELETE FROM platform.sign_in_attempt WHERE person_sha256 = :person AND address = :address")
                .param("person", person(personName))
                .param("address", network(remoteAddress))
                .update();
        changes.sql()
                .sql("""
                        INSERT INTO platform.sign_in_known_address (principal_id, address, last_at)
                        VALUES (:id, :address, :now)
                        ON CONFLICT (principal_id, address) DO UPDATE SET last_at = excluded.last_at""")
                .param("id", id.value())
                .param("address", network(remoteAddress))
                .param("now", changes.now())
                .update();
    }

    /// Forgets every attempt of the person.
    void clear(String personName) {
        changes.sql()
                .sql("DELETE FROM platform.sign_in_attempt WHERE person_sha256 = :person")
                .param("person", person(personName))
                .update();
    }

    /// Two attempts that share a person or an address are counted one after the other.
    private void lock(byte[] person, String address) {
        long[] locks = {key(person), key(Sha256.of(address.getBytes(StandardCharsets.UTF_8)))};
        Arrays.sort(locks);
        for (long lock : locks) {
            changes.sql()
                    .sql("SELECT pg_advisory_xact_lock(:lock)")
                    .param("lock", lock)
                    .query((_, _) -> lock)
                    .single();
        }
    }

    /// Skips what another attempt is deleting at this moment, so that the two never wait for each other.
    private void forgetOld() {
        changes.sql().sql("""
                        DELETE FROM platform.sign_in_attempt WHERE id IN (
                            SELECT id FROM platform.sign_in_attempt WHERE at < :since LIMIT 1000 FOR UPDATE SKIP LOCKED)""").param("since", since()).update();
    }

    private Optional<Instant> lockedUntil(String where, byte[] person, String address, int threshold) {
        Count count = changes.sql()
                .sql("SELECT count(*), max(at) FROM platform.sign_in_attempt WHERE at >= :since AND " + where)
                .param("since", since())
                .param("person", person)
                .param("address", address)
                .query((row, _) -> new Count(row.getLong(1), row.getObject(2, OffsetDateTime.class)))
                .single();
        if (count.attempts() < threshold || count.last() == null) {
            return Optional.empty();
        }
        long doublings = Math.min(DOUBLINGS, count.attempts() - threshold);
        Duration wait = base.multipliedBy(1L << doublings);
        Instant until = count.last().toInstant().plus(wait.compareTo(limit) > 0 ? limit : wait);
        return until.isAfter(changes.instant()) ? Optional.of(until) : Optional.empty();
    }

    private boolean isKnown(String personName, String address) {
        return changes.sql()
                .sql("""
                        SELECT EXISTS (SELECT 1 FROM platform.sign_in_known_address k
                            JOIN platform.principal p ON p.id = k.principal_id
                            WHERE p.kind = 'person' AND lower(p.name) = lower(:name)
                              AND k.address = :address AND k.last_at > :since)""")
                .param("name", personName)
                .param("address", address)
                .param("since", changes.instant().minus(KNOWN_FOR).atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    private long count(byte[] person, String address) {
        return changes.sql()
                .sql("""
                        INSERT INTO platform.sign_in_attempt (person_sha256, address, at)
                        VALUES (:person, :address, :now) RETURNING id""")
                .param("person", person)
                .param("address", address)
                .param("now", changes.now())
                .query(Long.class)
                .single();
    }

    private OffsetDateTime since() {
        return changes.instant().minus(window).atOffset(ZoneOffset.UTC);
    }

    private static byte[] person(String name) {
        return Sha256.of(name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }

    private static long key(byte[] hash) {
        return java.nio.ByteBuffer.wrap(hash).getLong();
    }

    /// An IPv4 address counts alone; of an IPv6 address its /64 counts, because one subscriber has all of it.
    static String network(String remoteAddress) {
        try {
            if (InetAddress.ofLiteral(remoteAddress) instanceof Inet6Address six) {
                return HexFormat.of().formatHex(six.getAddress(), 0, 8) + "/64";
            }
        } catch (IllegalArgumentException _) {
            // Not an address but a word of ours, such as "console"; it counts as it is.
        }
        return remoteAddress;
    }

    private record Count(long attempts, @Nullable OffsetDateTime last) {}
}
