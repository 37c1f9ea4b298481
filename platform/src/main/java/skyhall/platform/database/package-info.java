/// The facts: one PostgreSQL, embedded and supervised by us or given by its URL.
///
/// [skyhall.platform.database.Database] is what features use: SQL through `JdbcClient`, transactions, migrations.
/// Every module keeps its tables in a schema of its own name, with its own migrations under
/// `skyhall/<module>/migration`.
@org.jspecify.annotations.NullMarked
package skyhall.platform.database;
