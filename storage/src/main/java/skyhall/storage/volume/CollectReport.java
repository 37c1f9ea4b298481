package skyhall.storage.volume;

/// What one pass of the collector did.
///
/// @param seen blobs, and pieces of blobs, that were looked at
/// @param waiting those that no row names, but whose grace time is not over
/// @param restarted those among the waiting whose grace began anew, because the pass before lay too far back; when this
///     stays large, passes take too long for the grace that is set
/// @param freed those that were removed
/// @param freedBytes what they held
record CollectReport(long seen, long waiting, long restarted, long freed, long freedBytes) {}
