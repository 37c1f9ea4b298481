package skyhall.platform.audit;

/// A record as it is kept.
///
/// @param id its number in the installation; later records of one organisation have greater ones
public record StoredRecord(long id, AuditRecord record) {}
