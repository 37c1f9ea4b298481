package skyhall.platform.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;

/// A generated password in a file that only its owner reads (mode 0600).
final class SecretFile {
    /// 192 bits: guessing is no way in, and base64 gives 32 characters without padding.
    private static final int SECRET_BYTES = 24;

    private SecretFile() {}

    /// Writes a new secret to `file` durably, in place of what was there, and answers it.
    static String generate(Path file, SecureRandom random) throws IOException {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(aside);
        write(aside, secret + "\n");
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        DataFolders.syncNameOf(file);
        return secret;
    }

    /// Writes `text` to the new file `file`, which nobody else can read at any moment.
    static void write(Path file, String text) throws IOException {
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, mode)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
    }

    /// The secret in `file`: its first line.
    ///
    /// @throws FaultException `missing` when it cannot be read or is empty
    static String read(Path file, PlatformFault missing) {
        try {
            String text = Files.readString(file).lines().findFirst().orElse("").trim();
            if (text.isEmpty()) {
                throw new FaultException(missing, file + " is empty.");
            }
            return text;
        } catch (IOException e) {
            throw new FaultException(missing, "It is " + file + ".", e);
        }
    }
}
