package skyhall.storage.console;

/// The form for a new bucket.
///
/// @param error what is wrong with the name, or empty
public record NewBucketView(String name, boolean versioned, String error) {}
