package skyhall.storage.console;

/// The way through a list that is read by cursor.
///
/// @param startPath address of the list's beginning, or empty when this is it
/// @param nextPath address of what follows, or empty at the end
public record Paging(String startPath, String nextPath) {}
