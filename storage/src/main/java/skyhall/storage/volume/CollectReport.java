package skyhall.storage.volume;

/// What one pass of the collector did.
///
/// @param seen blobs, and pieces of blobs, that were looked at
/// @param waiting those that no row names, but whose grace time is not over
/// @param freed those that were removed
/// @param freedBytes what they held
public record CollectReport(long seen, long waiting, long freed, long freedBytes) {}
