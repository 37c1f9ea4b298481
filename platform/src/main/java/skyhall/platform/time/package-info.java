/// What time it is, where, and whether it is a day of work.
///
/// The time itself comes from a `java.time.InstantSource` that every class is given; nothing asks the system.
/// [skyhall.platform.time.OrganisationTime] keeps each organisation's zone and
/// [skyhall.platform.time.BusinessCalendars] its [skyhall.platform.time.BusinessCalendar]. No calendar of any
/// country is
/// built in: the days come from a file that names its source.
@org.jspecify.annotations.NullMarked
package skyhall.platform.time;
