/// What the portal asks of whoever keeps the people: the port through which sessions and the account page reach them.
@org.jspecify.annotations.NullMarked
package skyhall.portal.person;
