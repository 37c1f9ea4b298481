/// Proofs on the real thing: real server processes, real PostgreSQL, real disk, killed, starved, traced
/// and damaged.
///
/// All are slow and run in `./sky check`: `kill`, `trace`, `disk-full`, `large`, `slow-clients`,
/// `bit-rot` and
/// `backup-round-trip`. `docs/reference/durability.md` says what each shows and what it does not.
@org.jspecify.annotations.NullMarked
package skyhall.server.proof;
