package skyhall.storage.listing;

import java.util.List;

/// One page of a listing.
///
/// @param entries in order of key; common prefixes stand where their first key would
/// @param more whether anything follows
public record Page<T>(List<Entry<T>> entries, boolean more) {
    public Page {
        entries = List.copyOf(entries);
    }

    public List<T> items() {
        return entries.stream()
                .mapMulti((Entry<T> entry, java.util.function.Consumer<T> out) -> {
                    if (entry instanceof Entry.Item<T>(T item)) {
                        out.accept(item);
                    }
                })
                .toList();
    }

    public List<String> prefixes() {
        return entries.stream()
                .mapMulti((Entry<T> entry, java.util.function.Consumer<String> out) -> {
                    if (entry instanceof Entry.Prefix<T>(String prefix)) {
                        out.accept(prefix);
                    }
                })
                .toList();
    }

    static <R> Page<R> of(KeyWalk.Walked<R> walked) {
        return new Page<>(
                walked.steps().stream()
                        .<Entry<R>>map(step -> switch (step) {
                            case KeyWalk.Step.Row<R>(R row) -> new Entry.Item<>(row);
                            case KeyWalk.Step.CommonPrefix<R>(String prefix) -> new Entry.Prefix<>(prefix);
                        })
                        .toList(),
                walked.more());
    }

    /// One line of a page.
    public sealed interface Entry<T> {
        record Item<T>(T item) implements Entry<T> {}

        record Prefix<T>(String prefix) implements Entry<T> {}
    }
}
