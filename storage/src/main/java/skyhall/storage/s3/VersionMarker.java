package skyhall.storage.s3;

import skyhall.storage.listing.From;
import skyhall.storage.listing.ListedVersion;
import skyhall.storage.listing.Page;
import skyhall.storage.object.VersionId;
import skyhall.storage.wire.XmlText;

/// Where the next page of versions begins.
final class VersionMarker {
    private VersionMarker() {}

    static From read(String keyMarker, String versionMarker) {
        if (keyMarker.isEmpty()) {
            return new From.Beginning();
        }
        if (versionMarker.isEmpty()) {
            return new From.AfterKey(keyMarker);
        }
        // The marker of a null version holds its place in time behind a dot, since "null" alone does not tell it.
        if (versionMarker.matches("null\\.\\d{1,18}")) {
            return new From.AfterOrder(keyMarker, Long.parseLong(versionMarker.substring("null.".length())));
        }
        return switch (ObjectFinder.asked(versionMarker)) {
            case VersionId.Asked.Exact(VersionId id) -> new From.AfterOrder(keyMarker, id.sequence());
            case VersionId.Asked.Null _, VersionId.Asked.Latest _ -> new From.AfterKey(keyMarker);
        };
    }

    static void write(XmlText xml, ListTerms terms, Page.Entry<ListedVersion> last) {
        switch (last) {
            case Page.Entry.Item<ListedVersion>(ListedVersion version) -> {
                String id = version.version().text();
                xml.leaf("NextKeyMarker", terms.shown(version.key().text()))
                        .leaf(
                                "NextVersionIdMarker",
                                version.version().isNull()
                                        ? id + "." + version.version().sequence()
                                        : id);
            }
            case Page.Entry.Prefix<ListedVersion>(String prefix) -> xml.leaf("NextKeyMarker", terms.shown(prefix));
        }
    }
}
