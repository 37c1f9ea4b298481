package skyhall.platform.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Part of a list.
///
/// @param next where the following page begins, or empty when this is the last
public record Page<T>(List<T> items, Optional<Cursor> next) {
    public Page {
        items = List.copyOf(items);
    }

    /// Cuts a page out of one item more than was asked for: the extra item tells that another page follows.
    ///
    /// @param fetched at most `limit + 1` items in the list's order
    /// @param key an item's place in that order
    public static <T> Page<T> of(List<T> fetched, int limit, Function<T, String> key) {
        if (fetched.size() <= limit) {
            return new Page<>(fetched, Optional.empty());
        }
        List<T> items = fetched.subList(0, limit);
        return new Page<>(items, Optional.of(new Cursor(key.apply(items.getLast()))));
    }

    /// The `Link` header (RFC 8288) that leads to the next page, or empty on the last.
    public Optional<String> linkHeader(String path, int limit) {
        return next.map(cursor -> "<" + path + "?cursor=" + cursor.text() + "&limit=" + limit + ">; rel=\"next\"");
    }
}
