package skyhall.storage.console;

import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;

/// Which kind of content a file holds, by its name; and which kind is told to a browser.
final class MediaTypes {
    private MediaTypes() {}

    /// The media type that goes with a name's ending, or empty when none is known.
    static String ofName(String name) {
        return MediaTypeFactory.getMediaType(name).map(MediaType::toString).orElse("");
    }

    /// The stored type when it is one, else bytes. Whatever it is, the browser saves it and does
    /// not show it.
    static MediaType toSend(String stored) {
        try {
            return MediaType.parseMediaType(stored);
        } catch (org.springframework.http.InvalidMediaTypeException e) {
            return MediaType.APPLICATION_OCTET_STREAM;
        }
    }
}
