/// Joins the people of `platform.identity` to the portal, which only knows its own small interface.
@org.jspecify.annotations.NullMarked
package skyhall.server.people;
