/// Work that takes longer than a request: it survives a crash, shows how far it is, and can be called off.
///
/// [skyhall.platform.job.Jobs] submits (inside the transaction that gives the reason), lists and cancels;
/// [skyhall.platform.job.JobRunner] runs jobs of the [skyhall.platform.job.JobKind]s it was given, one process per
/// job,
/// and goes on from the last checkpoint when that process dies.
///
/// The table is ours and not db-scheduler's: that library deletes an execution when it ends and knows neither
/// progress
/// nor cancelling nor checkpoints, so a second table would have to be kept in step with its own.
@org.jspecify.annotations.NullMarked
package skyhall.platform.job;
