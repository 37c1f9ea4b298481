package skyhall.storage.object;

/// Stored bytes failed their checksum. They were not handed out.
public final class DamagedContent extends RuntimeException {
    DamagedContent(String message) {
        super(message);
    }

    DamagedContent(String message, Throwable cause) {
        super(message, cause);
    }
}
