/// What can go wrong in the portal, numbers 2000 to 2999.
@org.jspecify.annotations.NullMarked
package skyhall.portal.fault;
