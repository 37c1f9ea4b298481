package skyhall.platform.database;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The settings that our PostgreSQL is started with. They stand on its command line, where neither its configuration
/// file nor ALTER SYSTEM can weaken them; whatever is not named here, an operator may set in `postgresql.conf`.
///
/// @param initdbWords more words for `initdb`; only tests have any
/// @param overrides settings that differ; only tests have any
record PostgresTuning(
        long sharedBuffersBytes, int maxConnections, List<String> initdbWords, Map<String, String> overrides) {

    /// What a server runs with: nothing is relaxed.
    static PostgresTuning durable(long sharedBuffersBytes, int maxConnections) {
        return new PostgresTuning(sharedBuffersBytes, maxConnections, List.of(), Map.of());
    }

    Map<String, String> settings(int port, String clusterName) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("cluster_name", clusterName);
        all.put("listen_addresses", "127.0.0.1");
        all.put("port", Integer.toString(port));
        all.put("unix_socket_directories", "");
        all.put("password_encryption", "scram-sha-256");
        all.put("fsync", "on");
        all.put("full_page_writes", "on");
        all.put("synchronous_commit", "on");
        all.put("shared_buffers", sharedBuffersBytes / 1024 + "kB");
        all.put("max_connections", Integer.toString(maxConnections));
        // 8 GB of write-ahead log meant a minute of recovery after a kill, 1 GB a few seconds.
        all.put("max_wal_size", "1GB");
        // A backend in a long statement notices within a second that its server is gone.
        all.put("client_connection_check_interval", "1s");
        all.put("jit", "off");
        all.put("timezone", "UTC");
        all.put("log_timezone", "UTC");
        all.put("lc_messages", "C");
        all.put("log_destination", "stderr");
        all.put("logging_collector", "off");
        all.put("log_line_prefix", "%m [%p] ");
        all.putAll(overrides);
        return all;
    }
}
