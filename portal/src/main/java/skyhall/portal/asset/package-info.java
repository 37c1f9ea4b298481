/// Style sheets, scripts and images: served under names that hold a hash of their content, compressed, and kept by
/// browsers for a year.
@org.jspecify.annotations.NullMarked
package skyhall.portal.asset;
