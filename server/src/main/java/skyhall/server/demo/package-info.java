/// The demonstration: an organisation with a person, a key, buckets and a few hundred real files, and
/// lines to paste.
///
/// Everything is made through the same doors that a person or a program would use, and only where it is
/// missing, so a
/// second start of the demonstration is as quick as a start of the server. What is made here is for
/// looking at: the
/// person's password is kept readable beside the data and printed at every start.
@org.jspecify.annotations.NullMarked
package skyhall.server.demo;
