/// The languages of the portal: which one a person reads, the messages in it, and how dates, numbers and sizes are
/// written in it.
@org.jspecify.annotations.NullMarked
package skyhall.portal.language;
