package skyhall.platform.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;

/// The master key file: a first line that names the format, then one key a line, the primary first:
/// `<id> <created> <base64>`. It belongs to the server's user alone (mode 0600). It is replaced whole: written aside,
/// synced, renamed, its directory synced; a crash leaves the old file or the new one.
final class KeyFile {
    private static final String HEADER = "skyhall-master-keys 1";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path path;

    KeyFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    Path path() {
        return path;
    }

    boolean exists() {
        return Files.exists(path);
    }

    /// @throws FaultException when others may read the file, or it is not such a file
    MasterKeys read() {
        try {
            refuseWideMode();
            List<String> lines = Files.readAllLines(path, StandardCharsets.US_ASCII);
            if (lines.size() < 2 || !lines.getFirst().equals(HEADER)) {
                throw malformed("its first line must be '" + HEADER + "' and a key must follow");
            }
            List<MasterKey> keys = new ArrayList<>();
            for (int i = 1; i < lines.size(); i++) {
                keys.add(key(lines.get(i), i + 1));
            }
            return new MasterKeys(keys);
        } catch (IOException e) {
            throw new FaultException(
                    PlatformFault.MASTER_KEY_FILE_MALFORMED,
                    path + " cannot be read as text of the machine's user.",
                    e);
        }
    }

    /// Durable when it returns.
    void write(MasterKeys keys) {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (MasterKey key : keys.all()) {
            text.append(key.id()).append(' ').append(key.createdAt()).append(' ');
            text.append(Base64.getEncoder().encodeToString(key.bits())).append('\n');
        }
        OwnerOnlyFile.write(path, text.toString());
    }

    private void refuseWideMode() throws IOException {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(path);
        if (!OWNER_ONLY.containsAll(mode)) {
            throw new FaultException(
                    PlatformFault.MASTER_KEY_FILE_OPEN,
                    path + " has mode " + PosixFilePermissions.toString(mode) + "; it must be rw------- (0600).");
        }
    }

    private MasterKey key(String line, int number) {
        String[] parts = line.split(" ", -1);
        try {
            MasterKey key = new MasterKey(Base64.getDecoder().decode(parts[2]), Instant.parse(parts[1]));
            if (parts.length == 3 && key.id().equals(parts[0])) {
                return key;
            }
        } catch (RuntimeException _) {
            // Told below, without the line: it may hold a key.
        }
        throw malformed("line " + number + " is not a key, or its key does not belong to its id");
    }

    private FaultException malformed(String detail) {
        return new FaultException(PlatformFault.MASTER_KEY_FILE_MALFORMED, path + ": " + detail + ".");
    }
}
