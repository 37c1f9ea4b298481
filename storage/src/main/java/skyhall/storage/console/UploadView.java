package skyhall.storage.console;

/// The form for files.
///
/// @param maxBytes of one file
/// @param error what is wrong with the form that was sent, or empty
public record UploadView(String bucket, String prefix, long maxBytes, String error) {
    public String action() {
        return Links.to(Links.UPLOAD, "bucket", bucket, "prefix", prefix);
    }

    /// Where it says that all is done.
    public String donePath() {
        return Links.to(Links.FOLDER, "bucket", bucket, "prefix", prefix, "done", "uploaded");
    }

    /// Where the files go, for people.
    public String target() {
        return bucket + "/" + Shown.key(prefix);
    }

    public String backPath() {
        return Links.folder(bucket, prefix);
    }
}
