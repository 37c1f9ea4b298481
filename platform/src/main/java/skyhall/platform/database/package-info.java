/// The facts: one PostgreSQL, embedded and supervised by us or given by its URL.
///
/// [skyhall.platform.database.Database] is what features use: SQL through `JdbcClient`, transactions, migrations.
/// Every module keeps its tables in a schema of its own name, with its own migrations under
/// `skyhall/<module>/migration`. [skyhall.platform.database.DatabaseSource] opens either PostgreSQL;
/// [skyhall.platform.database.DataDirectoryLock] keeps a second server out;
/// [skyhall.platform.database.DatabaseTrouble] tells a gone database from a refused statement.
///
/// Left out: an upgrade of the embedded cluster to another major version of PostgreSQL (it is refused by name), since
/// the binaries hold neither pg_upgrade nor pg_dump; and binaries for musl or for processors other than amd64 and
/// arm64.
@org.jspecify.annotations.NullMarked
package skyhall.platform.database;
