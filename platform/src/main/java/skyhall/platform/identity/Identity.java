package skyhall.platform.identity;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import skyhall.platform.database.Database;
import skyhall.platform.secret.Secrets;
import skyhall.platform.settings.Settings;

/// Everything about identity in one installation. `server` makes one, calls [#start], and closes it at the end.
public final class Identity implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Identity.class);

    private final Settings settings;
    private final Principals principals;
    private final LastUsed lastUsed;
    private final Organisations organisations;
    private final Accounts accounts;
    private final AccessKeys accessKeys;
    private final ApiTokens apiTokens;
    private final OwnPolicies policies;
    private final Groups groups;
    private final Reach reach;
    private final KeyRing keyRing;
    private final OwnerDirectory owners;
    private final SignInDesk signInDesk;
    private final FirstAdministrator firstAdministrator;
    private final Recovery recovery;
    private final Bootstrap bootstrap;
    private final ScheduledExecutorService flusher = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("identity-last-used").factory());

    /// @param journal where changes are written down, in their own transaction
    public Identity(
            Database database,
            Secrets secrets,
            InstantSource clock,
            SecureRandom random,
            Settings settings,
            IdentityJournal journal) {
        this(database, secrets, clock, random, settings, journal, new Passwords(settings));
    }

    Identity(
            Database database,
            Secrets secrets,
            InstantSource clock,
            SecureRandom random,
            Settings settings,
            IdentityJournal journal,
            Passwords passwords) {
        this.settings = settings;
        Changes changes = new Changes(database, clock, journal);
        this.principals = new Principals(changes);
        Lockout lockout = new Lockout(changes, settings);
        this.lastUsed = new LastUsed(database);
        this.organisations = new Organisations(changes, random);
        this.accounts = new Accounts(changes, passwords, random);
        this.accessKeys = new AccessKeys(changes, secrets, random);
        this.apiTokens =
                new ApiTokens(changes, principals, lastUsed, random, settings.get(IdentitySettings.API_TOKEN_LIMIT));
        this.policies = new OwnPolicies(changes);
        this.groups = new Groups(changes);
        this.reach = new Reach(changes);
        this.keyRing = new CachedKeyRing(changes, secrets, principals, lastUsed, clock, System::nanoTime, settings);
        this.owners = new DatabaseOwnerDirectory(changes);
        this.signInDesk = new PasswordSignInDesk(changes, principals, passwords, lockout);
        this.firstAdministrator = new FirstAdministrator(changes, organisations, accounts, random);
        this.recovery = new Recovery(changes, organisations, accounts, lockout, random);
        this.bootstrap = new Bootstrap(changes, organisations, accounts, accessKeys, policies);
    }

    /// The account as services see it now; empty when it is gone, or it or an organisation above it is disabled.
    public Optional<Principal> inForce(PrincipalId id) {
        return principals.inForce(id);
    }

    public Organisations organisations() {
        return organisations;
    }

    /// People and service accounts.
    public Accounts accounts() {
        return accounts;
    }

    public AccessKeys accessKeys() {
        return accessKeys;
    }

    public ApiTokens apiTokens() {
        return apiTokens;
    }

    OwnPolicies policies() {
        return policies;
    }

    Groups groups() {
        return groups;
    }

    public Reach reach() {
        return reach;
    }

    public KeyRing keyRing() {
        return keyRing;
    }

    public OwnerDirectory owners() {
        return owners;
    }

    public SignInDesk signInDesk() {
        return signInDesk;
    }

    public FirstAdministrator firstAdministrator() {
        return firstAdministrator;
    }

    public Recovery recovery() {
        return recovery;
    }

    public Bootstrap bootstrap() {
        return bootstrap;
    }

    /// Begins to write down, every `identity.last-used-flush`, when keys and tokens were last used.
    public void start() {
        long millis = settings.get(IdentitySettings.LAST_USED_FLUSH).toMillis();
        var _ = flusher.scheduleWithFixedDelay(this::flushQuietly, millis, millis, TimeUnit.MILLISECONDS);
    }

    /// Writes down at once when keys and tokens were last used.
    public void flushLastUsed() {
        lastUsed.flush();
    }

    /// Writes down the rest and stops.
    @Override
    public void close() {
        flusher.close();
        flushQuietly();
    }

    private void flushQuietly() {
        try {
            lastUsed.flush();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("The last use of access keys could not be written down; it is tried again.", e);
        }
    }
}
