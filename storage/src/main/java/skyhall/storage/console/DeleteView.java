package skyhall.storage.console;

import java.util.List;

/// The question before something is deleted.
///
/// @param names what a person ticked, for people
/// @param items the same for the form
/// @param version the version's id when only one version is meant, else empty
/// @param count how many objects will be deleted
/// @param more whether there are more than can be deleted at once
/// @param kept whether older versions stay
public record DeleteView(
        String bucket,
        String prefix,
        List<String> names,
        List<String> items,
        String version,
        int count,
        boolean more,
        boolean kept,
        String backPath) {
    public DeleteView {
        names = List.copyOf(names);
        items = List.copyOf(items);
    }

    public String encodedPrefix() {
        return Links.encode(prefix);
    }
}
