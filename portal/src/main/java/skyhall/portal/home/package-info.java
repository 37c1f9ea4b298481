/// The pages that everybody has: the home page with the services, the own account, and the language switch.
@org.jspecify.annotations.NullMarked
package skyhall.portal.home;
