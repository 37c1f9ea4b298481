/// What the REST API and the command line show of things: plain records, made from the domain's values,
/// without
/// secrets unless their name says so.
@org.jspecify.annotations.NullMarked
package skyhall.server.view;
