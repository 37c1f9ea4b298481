/// The command line: `run`, `demo`, `config`, and a line for every command that a feature adds.
///
/// A command prints its answer on standard output and what went wrong on standard error, as one
/// sentence with the
/// fault's code. Exit codes: 0 done, 1 our own mistake, 2 wrong words on the command line or a
/// name that does not exist or is refused, 3 a fault that an operator
/// can put right. A server that stopped cleanly on SIGTERM exits with 0.
@org.jspecify.annotations.NullMarked
package skyhall.server.command;
