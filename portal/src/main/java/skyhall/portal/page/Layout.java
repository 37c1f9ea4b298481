package skyhall.portal.page;

import java.util.ArrayList;
import java.util.List;

/// What the frame needs to know of a page. All texts are in the page's language already.
///
/// @param title shown in the browser's tab before the product's name
/// @param crumbs the way from the home page to here, without the page itself
/// @param kind how much room the content takes
public record Layout(String title, List<Crumb> crumbs, Kind kind) {
    public Layout {
        crumbs = List.copyOf(crumbs);
    }

    /// A page of the usual width without a way back.
    public static Layout titled(String title) {
        return new Layout(title, List.of(), Kind.STANDARD);
    }

    /// The same with one more step on the way to it.
    public Layout crumb(String text, String path) {
        List<Crumb> more = new ArrayList<>(crumbs);
        more.add(new Crumb(text, path));
        return new Layout(title, more, kind);
    }

    /// The same across the whole window, for wide tables.
    public Layout wide() {
        return new Layout(title, crumbs, Kind.WIDE);
    }

    /// The same without navigation, for signing in.
    public Layout bare() {
        return new Layout(title, crumbs, Kind.BARE);
    }

    /// One step of the way.
    public record Crumb(String text, String path) {}

    /// How much room the content takes.
    public enum Kind {
        STANDARD,
        WIDE,
        BARE
    }
}
