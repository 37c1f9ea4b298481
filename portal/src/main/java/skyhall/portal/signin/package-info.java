/// Signing in and out, sessions, and the tokens that prove a form came from our own page. Built on Spring Security and
/// Spring Session; the pages and the storage form are ours.
///
/// What a session holds is text (a person's number and a time), so nothing is ever deserialised from the database, and
/// a visitor has no session before signing in, so there is nothing to fixate and nothing for a flood to fill.
@org.jspecify.annotations.NullMarked
package skyhall.portal.signin;
