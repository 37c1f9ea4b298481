/// The parts of the server and their order: started one after the other, drained together, stopped in
/// reverse.
@org.jspecify.annotations.NullMarked
package skyhall.server.part;
