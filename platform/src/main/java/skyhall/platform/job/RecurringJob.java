package skyhall.platform.job;

import java.time.ZoneId;

/// A job that comes again and again. After a time in which no server ran it comes once, not once for every time
/// missed;
/// while one of its jobs waits or runs there is no second.
///
/// @param name durable; also the unique key of its jobs
/// @param when in the zone's local time
/// @param job what is submitted; its due time is ignored
public record RecurringJob(String name, CronPattern when, ZoneId zone, JobRequest job) {}
