package skyhall.storage.listing;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Where a listing begins.
public sealed interface From {
    record Beginning() implements From {}

    /// Behind this key; when it ends with the delimiter it is a common prefix, and the walk goes on
    /// behind all of it.
    record AfterKey(String key) implements From {}

    /// Behind this common prefix.
    record AfterPrefix(String prefix) implements From {}

    /// Behind one version (or upload) of this key.
    record AfterOrder(String key, long order) implements From {}

    default Optional<Seek> seek(String prefix, String delimiter) {
        return switch (this) {
            case Beginning _ -> Optional.of(Seek.START);
            case AfterKey(String key)
            when !delimiter.isEmpty()
                    && key.endsWith(delimiter)
                    && key.startsWith(prefix)
                    && key.length() > prefix.length() -> Seek.behind(key.getBytes(StandardCharsets.UTF_8));
            case AfterKey(String key) -> Optional.of(Seek.after(key.getBytes(StandardCharsets.UTF_8)));
            case AfterPrefix(String common) -> Seek.behind(common.getBytes(StandardCharsets.UTF_8));
            case AfterOrder(String key, long order) ->
                Optional.of(Seek.within(key.getBytes(StandardCharsets.UTF_8), order));
        };
    }
}
