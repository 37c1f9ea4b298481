package skyhall.storage.listing;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Where a listing begins.
public sealed interface From {
    record Beginning() implements From {}

    /// Behind this key; when it is a common prefix (it ends with the first delimiter in it), the
    /// walk goes on behind all of it.
    record AfterKey(String key) implements From {}

    /// Behind this common prefix.
    record AfterPrefix(String prefix) implements From {}

    /// Behind one version (or upload) of this key.
    record AfterOrder(String key, long order) implements From {}

    default Optional<Seek> seek(String prefix, String delimiter) {
        return switch (this) {
            case Beginning _ -> Optional.of(Seek.START);
            case AfterKey(String key)
            when isCommonPrefix(key, prefix, delimiter) -> Seek.behind(key.getBytes(StandardCharsets.UTF_8));
            case AfterKey(String key) -> Optional.of(Seek.after(key.getBytes(StandardCharsets.UTF_8)));
            case AfterPrefix(String common) -> Seek.behind(common.getBytes(StandardCharsets.UTF_8));
            case AfterOrder(String key, long order) ->
                Optional.of(Seek.within(key.getBytes(StandardCharsets.UTF_8), order));
        };
    }

    private static boolean isCommonPrefix(String key, String prefix, String delimiter) {
        return !delimiter.isEmpty()
                && key.startsWith(prefix)
                && key.indexOf(delimiter, prefix.length()) >= 0
                && key.indexOf(delimiter, prefix.length()) == key.length() - delimiter.length();
    }
}
