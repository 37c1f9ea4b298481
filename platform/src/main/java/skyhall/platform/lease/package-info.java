/// Roles that exactly one process plays at a time, over all processes on one database.
///
/// [skyhall.platform.lease.Leases] hands a role out for a while, with an epoch that only grows;
/// [skyhall.platform.lease.LeasedLoop] plays it on a thread. What a holder writes inside a transaction that called
/// [skyhall.platform.lease.Leases#fence] is never written by a holder whose time was over.
@org.jspecify.annotations.NullMarked
package skyhall.platform.lease;
