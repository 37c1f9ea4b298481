package skyhall.platform.backup;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/// The list of what a backup holds, gathered line by line in a file of its own, so that millions of objects need no
/// memory. Writer and verifier gather it the same way; the two texts must be equal to the byte.
final class Manifest implements AutoCloseable {
    static final String NAME = "MANIFEST";
    static final String HASH_NAME = "MANIFEST.sha256";
    static final String FORMAT = "skyhall-backup 1";

    private final Path file;
    private final MessageDigest digest = Sha256.digest();
    private final BufferedWriter out;
    private long files;
    private long sizeBytes;

    /// @param file is created; its content is the manifest after [#finish]
    Manifest(Path file) throws IOException {
        this.file = file;
        this.out = new BufferedWriter(new OutputStreamWriter(
                new DigestOutputStream(Files.newOutputStream(file), digest), StandardCharsets.UTF_8));
    }

    /// The lines before the files: format, product version, time, and whether the database is in it.
    void begin(String productVersion, String writtenAt, boolean embeddedDatabase) throws IOException {
        line(FORMAT);
        line("product " + productVersion);
        line("written " + writtenAt);
        line("database " + (embeddedDatabase ? "embedded" : "external"));
    }

    void add(ManifestLine entry) throws IOException {
        line(entry.text());
        if (!entry.isDirectory()) {
            files++;
            sizeBytes += entry.sizeBytes();
        }
    }

    private void line(String text) throws IOException {
        out.write(text);
        out.write('\n');
    }

    /// Ends the list and answers its SHA-256 in lower-case hex.
    String finish() throws IOException {
        out.close();
        return Sha256.hex(digest);
    }

    long files() {
        return files;
    }

    long sizeBytes() {
        return sizeBytes;
    }

    Path file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(file);
    }
}
