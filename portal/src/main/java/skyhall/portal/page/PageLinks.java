package skyhall.portal.page;

/// The way through a long list: backwards and forwards by cursor, since lists of objects have no page numbers.
///
/// @param previousPath address of the page before, or empty on the first
/// @param nextPath address of the page after, or empty on the last
public record PageLinks(String previousPath, String nextPath) {}
