/// What can go wrong while the server starts, stops or is given commands.
@org.jspecify.annotations.NullMarked
package skyhall.server.fault;
