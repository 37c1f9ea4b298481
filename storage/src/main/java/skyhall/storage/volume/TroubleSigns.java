package skyhall.storage.volume;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Finds out what an [IOException] of the machine means. Java hides the error number, so the text of the C library is
/// read; and since that may be translated, the file system is asked as well.
final class TroubleSigns {
    private static final long NOTHING_LEFT_BYTES = 4096;

    private final Path root;

    TroubleSigns(Path root) {
        this.root = root;
    }

    DiskTrouble trouble(String what, String path, IOException cause) {
        String message = String.valueOf(cause.getMessage());
        return new DiskTrouble(kind(cause, message), "cannot " + what + " '" + path + "' (" + message + ")", cause);
    }

    private DiskTrouble.Kind kind(IOException cause, String message) {
        if (cause instanceof NoSuchFileException) {
            return DiskTrouble.Kind.MISSING;
        }
        if (cause instanceof ClosedChannelException) {
            return DiskTrouble.Kind.INTERRUPTED;
        }
        if (message.contains("No space left on device") || message.contains("quota exceeded")) {
            return DiskTrouble.Kind.NO_ROOM;
        }
        if (message.contains("Read-only file system")) {
            return DiskTrouble.Kind.READ_ONLY;
        }
        return asked();
    }

    private DiskTrouble.Kind asked() {
        try {
            var store = Files.getFileStore(root);
            if (store.isReadOnly()) {
                return DiskTrouble.Kind.READ_ONLY;
            }
            return store.getUsableSpace() < NOTHING_LEFT_BYTES ? DiskTrouble.Kind.NO_ROOM : DiskTrouble.Kind.FAILED;
        } catch (IOException _) {
            return DiskTrouble.Kind.FAILED;
        }
    }
}
