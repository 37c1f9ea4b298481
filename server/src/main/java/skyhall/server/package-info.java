/// The only place that knows every part: the main program, the wiring, the settings, the command line.
@org.jspecify.annotations.NullMarked
package skyhall.server;
