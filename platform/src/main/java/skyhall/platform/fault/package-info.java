/// Everything that can go wrong, as a catalogue: a number, whose move it is, a sentence, and what to do.
///
/// [skyhall.platform.fault.Fault] is the interface; every module keeps one enum in a number range of its own
/// (platform 1000, portal 2000, storage 3000, server 9000). A number is given once and never again.
@org.jspecify.annotations.NullMarked
package skyhall.platform.fault;
