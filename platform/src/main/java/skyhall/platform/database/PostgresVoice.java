package skyhall.platform.database;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the lines of PostgreSQL's log say about its state.
///
/// Only whole lines of its own count: the text of a stranger's statement is logged too, but a new line within it
/// starts with a tab. Texts: PostgreSQL 18, `src/backend/postmaster/postmaster.c` and `access/transam/xlogrecovery.c`.
final class PostgresVoice {
    /// With `log_line_prefix` as [PostgresTuning] sets it: time, zone, process id.
    private static final Pattern LINE = Pattern.compile("\\S+ \\S+ \\S+ \\[(\\d+)] LOG: {2}(.*)");

    private final String postmasterPid;
    private final Consumer<PostgresState> listener;
    private volatile boolean saidReady;

    PostgresVoice(long postmasterPid, Consumer<PostgresState> listener) {
        this.postmasterPid = Long.toString(postmasterPid);
        this.listener = listener;
    }

    void hear(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return;
        }
        String text = matcher.group(2);
        if (text.equals("database system is ready to accept connections")
                && matcher.group(1).equals(postmasterPid)) {
            saidReady = true;
            listener.accept(new PostgresState.Ready());
        } else if (text.endsWith("automatic recovery in progress")
                || text.equals("all server processes terminated; reinitializing")) {
            listener.accept(new PostgresState.Recovering());
        }
    }

    boolean saidReady() {
        return saidReady;
    }
}
