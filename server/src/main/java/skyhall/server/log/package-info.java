/// Where log lines go: JSON lines or text on standard output, and a bounded number of bounded files.
///
/// One JSON object per line: `time`, `level`, `logger`, `thread`, `request` when the line belongs to
/// one, `message`,
/// and `error` with the stack trace. The files can never fill the disk: their number and size are
/// settings.
@org.jspecify.annotations.NullMarked
package skyhall.server.log;
