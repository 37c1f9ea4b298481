package skyhall.server.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The database of a running server, looked at from beside it.
final class AuditRows implements AutoCloseable {
    private final Connection connection;

    AuditRows(Map<String, String> environment) {
        try {
            connection = DriverManager.getConnection(
                    environment.getOrDefault("SKYHALL_DATABASE_URL", ""),
                    environment.getOrDefault("SKYHALL_DATABASE_USER", ""),
                    password(environment.getOrDefault("SKYHALL_DATABASE_PASSWORD_FILE", "")));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A record of the object store's, as it stands in its table.
    record Row(
            String organisation,
            String actor,
            String action,
            String subject,
            String outcome,
            @Nullable String requestId,
            @Nullable String address,
            JsonNode details) {
        /// A detail, or nothing.
        String detail(String name) {
            return details.path(name).asString("");
        }
    }

    /// The newest record of any module.
    long last() {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT coalesce(max(id), 0) FROM platform.audit_record")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The object store's records that came after one.
    List<Row> since(long last) {
        List<Row> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT o.name, r.* FROM platform.audit_record r LEFT JOIN platform.organisation o
                          ON o.id = r.organisation
                        WHERE starts_with(r.action, 'storage:') AND r.id > %d ORDER BY r.id""".formatted(last))) {
            while (rows.next()) {
                found.add(new Row(
                        rows.getString("name"),
                        rows.getString("actor_name"),
                        rows.getString("action"),
                        rows.getString("subject"),
                        rows.getString("outcome"),
                        rows.getString("request_id"),
                        rows.getString("remote_address"),
                        JsonMapper.shared().readTree(rows.getString("details"))));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String password(String file) {
        try {
            return file.isEmpty() ? "" : Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
