package skyhall.platform.identity;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import skyhall.platform.identity.IdentityRefusal.Malformed;
import skyhall.platform.identity.IdentityRefusal.NoSuchAccount;
import skyhall.platform.identity.IdentityRefusal.NoSuchToken;
import skyhall.platform.identity.IdentityRefusal.NotAServiceAccount;
import skyhall.platform.secret.Secret;

/// API tokens of service accounts: `sky_` and 43 random characters, of which only the SHA-256 is kept.
public final class ApiTokens {
    private static final String SELECT = """
            SELECT t.id, t.principal_id, t.name, t.scopes, t.expires_at, t.created_at, t.last_used_at
            FROM platform.api_token t
            """;

    private final Changes changes;
    private final AccountRows accounts;
    private final Operators operators;
    private final Principals principals;
    private final LastUsed lastUsed;
    private final SecureRandom random;
    private final Duration longest;

    ApiTokens(Changes changes, Principals principals, LastUsed lastUsed, SecureRandom random, Duration longest) {
        this.changes = changes;
        this.accounts = new AccountRows(changes);
        this.operators = new Operators(changes);
        this.principals = principals;
        this.lastUsed = lastUsed;
        this.random = random;
        this.longest = longest;
    }

    /// Whose token this is, or empty when it is unknown, expired, or its account is out of force. Asks the database.
    public Optional<ApiToken.Verified> verify(Secret text) {
        return changes.sql()
                .sql(SELECT + "WHERE t.token_sha256 = :hash AND t.expires_at > :now")
                .param("hash", hash(text))
                .param("now", changes.now())
                .query(ApiTokens::read)
                .optional()
                .flatMap(this::verified);
    }

    public Optional<ApiToken> find(ApiToken.Id id) {
        return changes.sql()
                .sql(SELECT + "WHERE t.id = :id")
                .param("id", id.value())
                .query(ApiTokens::read)
                .optional();
    }

    /// The account's tokens by id, expired ones too; paged as everywhere.
    public List<ApiToken> list(PrincipalId owner, long after, int limit) {
        return changes.sql()
                .sql(SELECT + "WHERE t.principal_id = :owner AND t.id > :after ORDER BY t.id LIMIT :limit")
                .param("owner", owner.value())
                .param("after", after)
                .param("limit", limit)
                .query(ApiTokens::read)
                .list();
    }

    /// @param lifetime more than nothing, at most `identity.api-token-limit`
    public Outcome<ApiToken.Fresh> create(
            Actor actor, PrincipalId owner, String name, Set<String> scopes, Duration lifetime) {
        Optional<IdentityRefusal> malformed = Names.displayName(name)
                .or(() -> scopes.stream()
                        .flatMap(scope -> Names.scope(scope).stream())
                        .findFirst())
                .or(() -> lifetimeRefusal(lifetime));
        if (malformed.isPresent()) {
            return Outcome.refused(malformed.get());
        }
        return changes.make(() -> {
            Optional<Account> account = accounts.byId(owner);
            Optional<IdentityRefusal> refusal =
                    account.isEmpty() ? Optional.of(new NoSuchAccount()) : accountRefusal(actor, account.get());
            return refusal.isPresent()
                    ? Outcome.refused(refusal.get())
                    : made(
                            actor,
                            account.orElseThrow(),
                            name,
                            scopes,
                            changes.instant().plus(lifetime));
        });
    }

    /// Ends a token at once, for ever.
    public Outcome<ApiToken> revoke(Actor actor, ApiToken.Id id) {
        return changes.make(() -> {
            Optional<ApiToken> token = find(id);
            if (token.isEmpty()) {
                return Outcome.refused(new NoSuchToken());
            }
            Account account = accounts.byId(token.get().owner()).orElseThrow();
            Optional<IdentityRefusal> refusal = accountRefusal(actor, account);
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
            changes.sql()
                    .sql("DELETE FROM platform.api_token WHERE id = :id")
                    .param("id", id.value())
                    .update();
            recorded("api-token.revoked", actor, account, token.get());
            return Outcome.done(token.get());
        });
    }

    private Optional<ApiToken.Verified> verified(ApiToken token) {
        lastUsed.token(token.id().value(), changes.instant());
        return principals
                .inForce(token.owner())
                .map(principal -> new ApiToken.Verified(token.id(), principal, token.scopes()));
    }

    private Outcome<ApiToken.Fresh> made(
            Actor actor, Account account, String name, Set<String> scopes, Instant expiresAt) {
        Secret text = Secret.of(RandomText.apiToken(random));
        long id = changes.sql()
                .sql("""
                        INSERT INTO platform.api_token (principal_id, name, token_sha256, scopes, expires_at, created_at)
                        VALUES (:owner, :name, :hash, :scopes, :expires, :now) RETURNING id""")
                .param("owner", account.id().value())
                .param("name", name)
                .param("hash", hash(text))
                .param("scopes", scopes.stream().sorted().toArray(String[]::new))
                .param("expires", expiresAt.atOffset(ZoneOffset.UTC))
                .param("now", changes.now())
                .query(Long.class)
                .single();
        ApiToken token = find(new ApiToken.Id(id)).orElseThrow();
        recorded("api-token.created", actor, account, token);
        return Outcome.done(new ApiToken.Fresh(token, text));
    }

    private Optional<IdentityRefusal> accountRefusal(Actor actor, Account account) {
        if (account.kind() != Account.Kind.SERVICE) {
            return Optional.of(new NotAServiceAccount());
        }
        return operators.refusal(actor, account.roles().contains(Role.OPERATOR));
    }

    private Optional<IdentityRefusal> lifetimeRefusal(Duration lifetime) {
        boolean fine = lifetime.isPositive() && lifetime.compareTo(longest) <= 0;
        return fine
                ? Optional.empty()
                : Optional.of(
                        new Malformed("token's life", "more than nothing and at most " + longest.toDays() + " days"));
    }

    private void recorded(String action, Actor actor, Account account, ApiToken token) {
        changes.record(
                action,
                account.arn(),
                actor,
                account.organisationName(),
                Map.of("tokenId", Long.toString(token.id().value()), "scopes", String.join(",", token.scopes())));
    }

    private static byte[] hash(Secret text) {
        return Sha256.of(text.reveal().getBytes(StandardCharsets.UTF_8));
    }

    private static ApiToken read(ResultSet row, int number) throws SQLException {
        return new ApiToken(
                new ApiToken.Id(row.getLong("id")),
                new PrincipalId(row.getLong("principal_id")),
                row.getString("name"),
                Set.copyOf(AccountRows.texts(row, "scopes")),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                AccountRows.time(row, "last_used_at"));
    }
}
