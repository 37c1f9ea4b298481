/// What happens to every request before anything is decided about it: an id, the true address behind trusted proxies,
/// and the headers that tell browsers to be strict.
@org.jspecify.annotations.NullMarked
package skyhall.portal.edge;
