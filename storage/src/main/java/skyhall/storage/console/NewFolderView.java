package skyhall.storage.console;

/// The form for a new folder.
///
/// @param error what is wrong with the name, or empty
public record NewFolderView(String bucket, String prefix, String name, String error) {
    public String encodedPrefix() {
        return Links.encode(prefix);
    }

    /// Where the folder goes, for people.
    public String target() {
        return bucket + "/" + Shown.key(prefix);
    }

    public String backPath() {
        return Links.folder(bucket, prefix);
    }
}
