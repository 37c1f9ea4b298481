package skyhall.platform.database;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The signals that stop a postmaster. Source: PostgreSQL 18 manual, section 18.5, "Shutting Down the Server".
enum PostgresSignal {
    /// SIGINT: ends sessions, writes a checkpoint.
    FAST_STOP("INT"),
    /// SIGQUIT: ends everything at once; the next start recovers.
    IMMEDIATE_STOP("QUIT");

    private static final Logger LOG = LoggerFactory.getLogger(PostgresSignal.class);

    private final String word;

    PostgresSignal(String word) {
        this.word = word;
    }

    /// The JDK can send only SIGTERM and SIGKILL, so the shell sends these.
    void sendTo(Process process) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -" + word + " " + process.pid())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            LOG.warn("cannot send SIG{} to PostgreSQL", word, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
