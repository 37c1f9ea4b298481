package skyhall.storage.console;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.web.servlet.function.ServerResponse;

/// The addresses of the pages. Names that people chose stand in the query, never in the path.
final class Links {
    static final String ROOT = "/objects";
    static final String NEW_BUCKET = "/objects/new-bucket";
    static final String SETTINGS = "/objects/settings";
    static final String VERSIONING = "/objects/versioning";
    static final String DELETE_BUCKET = "/objects/delete-bucket";
    static final String FOLDER = "/objects/bucket";
    static final String DELETED = "/objects/deleted";
    static final String UPLOAD = "/objects/upload";
    static final String NEW_FOLDER = "/objects/new-folder";
    static final String OBJECT = "/objects/object";
    static final String DOWNLOAD = "/objects/download";
    static final String RESTORE = "/objects/restore";
    static final String DELETE = "/objects/delete";
    static final String ASK_DELETE = "/objects/delete/ask";

    private Links() {}

    /// An address with a query of names and values; what has an empty value is left out.
    public static String to(String path, String... query) {
        StringBuilder address = new StringBuilder(path);
        char separator = '?';
        for (int i = 0; i < query.length; i += 2) {
            if (!query[i + 1].isEmpty()) {
                address.append(separator).append(query[i]).append('=').append(encode(query[i + 1]));
                separator = '&';
            }
        }
        return address.toString();
    }

    public static String bucket(String bucket) {
        return to(FOLDER, "bucket", bucket);
    }

    public static String folder(String bucket, String prefix) {
        return to(FOLDER, "bucket", bucket, "prefix", prefix);
    }

    public static String object(String bucket, String key) {
        return to(OBJECT, "bucket", bucket, "key", key);
    }

    public static String download(String bucket, String key, String version) {
        return to(DOWNLOAD, "bucket", bucket, "key", key, "version", version);
    }

    public static String delete(String bucket, String key, String version) {
        return to(DELETE, "bucket", bucket, "key", key, "version", version);
    }

    /// The folder that holds a key: all up to the last slash but one at its very end.
    static String parent(String key) {
        return key.substring(0, key.lastIndexOf('/', key.length() - 2) + 1);
    }

    /// Percent-encoded UTF-8. Forms carry keys this way too: a browser would turn a line feed in a
    /// field into two characters (WHATWG HTML, 4.10.21.8).
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// The good end of a form. Longer than the portal's own answer allows, as a key of 1024 bytes is.
    static ServerResponse goTo(String address) {
        return ServerResponse.status(303).location(URI.create(address)).build();
    }
}
