package skyhall.portal.signin;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import skyhall.platform.database.Database;
import skyhall.platform.identity.PrincipalId;

/// Sessions in the tables `portal.session` and `portal.session_attributes`: they outlive a restart of the server.
public final class SessionStore implements AutoCloseable {
    private final JdbcIndexedSessionRepository repository;

    public SessionStore(Database database, Duration idle) {
        TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
        transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        repository = new JdbcIndexedSessionRepository(new JdbcTemplate(database.dataSource()), transactions);
        repository.setTableName("portal.session");
        repository.setDefaultMaxInactiveInterval(idle);
        repository.setConversionService(textOnly());
        repository.afterPropertiesSet();
    }

    /// Spring Session's view of it.
    public JdbcIndexedSessionRepository repository() {
        return repository;
    }

    /// Ends every session of a person. The one that asks finds itself signed out at its next request.
    public void endAll(PrincipalId person) {
        repository.findByPrincipalName(indexName(person)).keySet().forEach(repository::deleteById);
    }

    /// Ends every session of a person but this one.
    public void endOthers(PrincipalId person, String keptId) {
        repository.findByPrincipalName(indexName(person)).keySet().stream()
                .filter(id -> !id.equals(keptId))
                .forEach(repository::deleteById);
    }

    /// Stops the clean-up of ended sessions.
    @Override
    public void close() {
        repository.destroy();
    }

    /// The person's number as the table's index holds it; a name could change.
    static String indexName(PrincipalId person) {
        return Long.toString(person.value());
    }

    private static GenericConversionService textOnly() {
        GenericConversionService conversion = new GenericConversionService();
        conversion.addConverter(Object.class, byte[].class, value -> text(value).getBytes(StandardCharsets.UTF_8));
        conversion.addConverter(byte[].class, Object.class, bytes -> new String(bytes, StandardCharsets.UTF_8));
        return conversion;
    }

    private static String text(Object value) {
        if (Objects.requireNonNull(value) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(
                "a session holds text, not " + value.getClass().getName());
    }
}
