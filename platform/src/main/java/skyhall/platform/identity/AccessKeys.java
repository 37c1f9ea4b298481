package skyhall.platform.identity;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import skyhall.platform.identity.IdentityRefusal.KeyIdTaken;
import skyhall.platform.identity.IdentityRefusal.NoSuchAccount;
import skyhall.platform.identity.IdentityRefusal.NoSuchKey;
import skyhall.platform.identity.IdentityRefusal.TooManyKeys;
import skyhall.platform.secret.SealedColumn;
import skyhall.platform.secret.Secret;
import skyhall.platform.secret.Secrets;

/// Access keys: two at most for each account, so that one can be changed while the other works. Rotation is: create
/// a second, take it into use, disable the first, see that nothing fails, delete it.
public final class AccessKeys {
    /// As in AWS IAM: "IAM and STS quotas", access keys assigned to a user.
    public static final int LIMIT = 2;

    static final SealedColumn SECRET = new SealedColumn("platform.access_key", "sealed_secret", "id", "text");

    private static final String SELECT =
            "SELECT id, principal_id, disabled, created_at, last_used_at FROM platform.access_key WHERE ";

    private final Changes changes;
    private final AccountRows accounts;
    private final Operators operators;
    private final Secrets secrets;
    private final SecureRandom random;

    AccessKeys(Changes changes, Secrets secrets, SecureRandom random) {
        this.changes = changes;
        this.accounts = new AccountRows(changes);
        this.operators = new Operators(changes);
        this.secrets = secrets;
        this.random = random;
        secrets.register(SECRET);
    }

    public Optional<AccessKey> find(String accessKeyId) {
        return changes.sql()
                .sql(SELECT + "id = :id")
                .param("id", accessKeyId)
                .query(AccessKeys::read)
                .optional();
    }

    /// The account's keys, oldest first: none, one or two.
    public List<AccessKey> list(PrincipalId owner) {
        return changes.sql()
                .sql(SELECT + "principal_id = :owner ORDER BY created_at, id")
                .param("owner", owner.value())
                .query(AccessKeys::read)
                .list();
    }

    /// Makes a key with id and secret by lot.
    public Outcome<AccessKey.Fresh> create(Actor actor, PrincipalId owner) {
        return create(actor, owner, RandomText.accessKeyId(random), Secret.of(RandomText.accessKeySecret(random)));
    }

    /// Makes a key with id and secret as given, for automation and tests.
    public Outcome<AccessKey.Fresh> create(Actor actor, PrincipalId owner, String accessKeyId, Secret secret) {
        Optional<IdentityRefusal> malformed = Names.keyId(accessKeyId).or(() -> Names.keySecret(secret.reveal()));
        return changes.make(() -> {
            Optional<Account> account = accounts.byId(owner);
            Optional<IdentityRefusal> refusal = malformed
                    .or(() -> account.isEmpty() ? Optional.of(new NoSuchAccount()) : Optional.empty())
                    .or(() -> operatorRefusal(actor, account.orElseThrow()))
                    .or(() -> find(accessKeyId).map(_ -> new KeyIdTaken(accessKeyId)))
                    .or(() -> list(owner).size() >= LIMIT ? Optional.of(new TooManyKeys(LIMIT)) : Optional.empty());
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
            insert(owner, accessKeyId, secret);
            recorded("access-key.created", actor, account.orElseThrow(), accessKeyId);
            return Outcome.done(new AccessKey.Fresh(find(accessKeyId).orElseThrow(), secret));
        });
    }

    /// Works until [#enable] no more than a second later (`identity.key-cache-time`).
    public Outcome<AccessKey> disable(Actor actor, String accessKeyId) {
        return change("access-key.disabled", actor, accessKeyId, () -> setDisabled(accessKeyId, true));
    }

    public Outcome<AccessKey> enable(Actor actor, String accessKeyId) {
        return change("access-key.enabled", actor, accessKeyId, () -> setDisabled(accessKeyId, false));
    }

    public Outcome<AccessKey> delete(Actor actor, String accessKeyId) {
        Supplier<Outcome<AccessKey>> deletion = () -> change("access-key.deleted", actor, accessKeyId, () -> {});
        return changes.make(() -> deletion.get().then(key -> {
            changes.sql()
                    .sql("DELETE FROM platform.access_key WHERE id = :id")
                    .param("id", accessKeyId)
                    .update();
            return Outcome.done(key);
        }));
    }

    /// Gives a key another secret; for the bootstrap file, whose keys are fixed.
    Outcome<AccessKey> setSecret(Actor actor, String accessKeyId, Secret secret) {
        Optional<IdentityRefusal> malformed = Names.keySecret(secret.reveal());
        if (malformed.isPresent()) {
            return Outcome.refused(malformed.get());
        }
        return change("access-key.secret-set", actor, accessKeyId, () -> changes.sql()
                .sql("UPDATE platform.access_key SET sealed_secret = :sealed WHERE id = :id")
                .param("sealed", secrets.seal(secret, SECRET, accessKeyId))
                .param("id", accessKeyId)
                .update());
    }

    boolean hasSecret(String accessKeyId, Secret secret) {
        byte[] sealed = changes.sql()
                .sql("SELECT sealed_secret FROM platform.access_key WHERE id = :id")
                .param("id", accessKeyId)
                .query((row, _) -> row.getBytes(1))
                .single();
        return secrets.open(sealed, SECRET, accessKeyId).equals(secret);
    }

    private void insert(PrincipalId owner, String accessKeyId, Secret secret) {
        changes.sql()
                .sql("""
                        INSERT INTO platform.access_key (id, principal_id, slot, sealed_secret, created_at)
                        SELECT :id, :owner, min(free.slot), :sealed, :now FROM (VALUES (1), (2)) AS free (slot)
                        WHERE NOT EXISTS (SELECT 1 FROM platform.access_key k
                            WHERE k.principal_id = :owner AND k.slot = free.slot)""")
                .param("id", accessKeyId)
                .param("owner", owner.value())
                .param("sealed", secrets.seal(secret, SECRET, accessKeyId))
                .param("now", changes.now())
                .update();
    }

    private void setDisabled(String accessKeyId, boolean disabled) {
        changes.sql()
                .sql("UPDATE platform.access_key SET disabled = :disabled WHERE id = :id")
                .param("disabled", disabled)
                .param("id", accessKeyId)
                .update();
    }

    private Outcome<AccessKey> change(String action, Actor actor, String accessKeyId, Runnable work) {
        return changes.make(() -> {
            Optional<AccessKey> before = find(accessKeyId);
            if (before.isEmpty()) {
                return Outcome.refused(new NoSuchKey());
            }
            Account account = accounts.byId(before.get().owner()).orElseThrow();
            Optional<IdentityRefusal> refusal = operatorRefusal(actor, account);
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
            work.run();
            recorded(action, actor, account, accessKeyId);
            return Outcome.done(find(accessKeyId).orElseThrow());
        });
    }

    private Optional<IdentityRefusal> operatorRefusal(Actor actor, Account account) {
        return operators.refusal(actor, account.roles().contains(Role.OPERATOR));
    }

    private void recorded(String action, Actor actor, Account account, String accessKeyId) {
        changes.record(action, account.arn(), actor, account.organisationName(), Map.of("accessKeyId", accessKeyId));
    }

    private static AccessKey read(ResultSet row, int number) throws SQLException {
        return new AccessKey(
                row.getString("id"),
                new PrincipalId(row.getLong("principal_id")),
                row.getBoolean("disabled"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                AccountRows.time(row, "last_used_at"));
    }
}
