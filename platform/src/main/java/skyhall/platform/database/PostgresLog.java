package skyhall.platform.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// What PostgreSQL says, kept in `postgres.log` and one older file of bounded size, and read along.
///
/// When the disk is full the lines are dropped, never waited for: PostgreSQL would stand still behind a full pipe.
final class PostgresLog {
    /// Two files of this size are the most that the log takes.
    static final long FILE_BYTES = 8L << 20;

    private static final int TAIL_LINES = 12;
    private static final int LINE_CHARACTERS = 8192;

    private final Path file;
    private final long fileBytes;
    private final Deque<String> tail = new ArrayDeque<>();

    PostgresLog(Path directory, long fileBytes) {
        this.file = directory.resolve("postgres.log");
        this.fileBytes = fileBytes;
    }

    /// Reads `source` to its end, which comes when the last process of that PostgreSQL is gone.
    void follow(InputStream source, Consumer<String> listener) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(source, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                keep(line);
                listener.accept(line);
            }
        } catch (IOException e) {
            // The JDK closes the stream of a process that ended, also under a reader: there is no more to read.
        }
    }

    /// The last lines, oldest first, for a sentence that says why it did not start.
    synchronized String tail() {
        return String.join(" | ", tail);
    }

    synchronized void keep(String line) {
        String bounded = line.length() > LINE_CHARACTERS ? line.substring(0, LINE_CHARACTERS) : line;
        tail.addLast(bounded);
        if (tail.size() > TAIL_LINES) {
            tail.removeFirst();
        }
        try {
            rotateWhenFull();
            append(bounded);
        } catch (IOException e) {
            // No room for the log is no reason to stop the database; the tail in memory still has the line.
        }
    }

    private void append(String line) throws IOException {
        boolean isNew = !Files.exists(file);
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        if (isNew) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private void rotateWhenFull() throws IOException {
        if (Files.exists(file) && Files.size(file) >= fileBytes) {
            Path older = file.resolveSibling("postgres.log.1");
            Files.move(file, older, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
