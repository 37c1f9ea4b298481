/// Who did what, to what, and what came of it: append-only, and provably so.
///
/// [skyhall.platform.audit.Audit] writes a record in the effect's own transaction. One
/// [skyhall.platform.audit.AuditChainer] over all processes links the records of each organisation into a hash chain
/// after the commit, so that chaining never makes writers wait for each other. [skyhall.platform.audit.AuditVerifier]
/// recomputes the chains and compares them with heads kept in a file outside the database; it names the first record
/// that was edited, deleted, inserted or moved. Reading is [skyhall.platform.audit.AuditLog].
///
/// What it cannot do: a record forged by somebody who may write to the database, before the chainer saw it, is a
/// record
/// like any other; and who can rewrite both the database and the file of heads can rewrite history. Keep a copy of
/// the
/// file elsewhere. Nothing here deletes a record: retention is a decision of people, and there is no switch for it
/// yet.
@org.jspecify.annotations.NullMarked
package skyhall.platform.audit;
