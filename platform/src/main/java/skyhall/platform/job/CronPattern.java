package skyhall.platform.job;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.Optional;

/// Five fields as in POSIX `crontab`: minute (0-59), hour (0-23), day of month (1-31), month (1-12), day of week
/// (0-6,
/// 0
/// and 7 are Sunday). A field is `*`, a number, a range `a-b`, either with a step `/n`, or several separated by
/// commas.
/// As POSIX says: when both day fields are given, a day that fits either one fits.
///
/// **Daylight saving.** A local time that is skipped comes at the moment the clock jumps; one that occurs twice comes
/// the first time only.
public final class CronPattern {
    private static final int YEARS_AHEAD = 8;

    private final String text;
    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet days;
    private final BitSet months;
    private final BitSet weekdays;
    private final boolean anyDay;
    private final boolean anyWeekday;

    private CronPattern(String text, String[] fields) {
        this.text = text;
        this.minutes = field(fields[0], 0, 59);
        this.hours = field(fields[1], 0, 23);
        this.days = field(fields[2], 1, 31);
        this.months = field(fields[3], 1, 12);
        this.weekdays = field(fields[4], 0, 7);
        if (weekdays.get(7)) {
            weekdays.set(0);
        }
        this.anyDay = fields[2].equals("*");
        this.anyWeekday = fields[4].equals("*");
    }

    /// @throws IllegalArgumentException that names the field that cannot be read
    public static CronPattern of(String text) {
        String[] fields = text.trim().split("\\s+");
        if (fields.length != 5) {
            throw new IllegalArgumentException("not five fields: '" + text + "'");
        }
        return new CronPattern(text.trim(), fields);
    }

    private static BitSet field(String field, int least, int most) {
        BitSet set = new BitSet();
        try {
            for (String part : field.split(",", -1)) {
                range(part, least, most, set);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + field + "' is no field of a pattern with numbers " + least + " to " + most, e);
        }
        return set;
    }

    private static void range(String part, int least, int most, BitSet set) {
        String[] halves = part.split("/", -1);
        String[] ends = halves[0].split("-", -1);
        boolean all = halves[0].equals("*");
        int from = all ? least : Integer.parseInt(ends[0]);
        int to = all ? most : ends.length == 2 ? Integer.parseInt(ends[1]) : halves.length == 2 ? most : from;
        int step = halves.length == 2 ? Integer.parseInt(halves[1]) : 1;
        if (halves.length > 2 || ends.length > 2 || from < least || to > most || from > to || step < 1) {
            throw new IllegalArgumentException(part);
        }
        for (int i = from; i <= to; i += step) {
            set.set(i);
        }
    }

    /// The first time after `after`; empty when there is none within eight years (30 February).
    public Optional<Instant> next(Instant after, ZoneId zone) {
        ZonedDateTime start = after.atZone(zone);
        LocalDate last = start.toLocalDate().plusYears(YEARS_AHEAD);
        for (LocalDate day = start.toLocalDate(); day.isBefore(last); day = day.plusDays(1)) {
            if (fits(day)) {
                Optional<Instant> time = firstOn(day, after, zone);
                if (time.isPresent()) {
                    return time;
                }
            }
        }
        return Optional.empty();
    }

    private boolean fits(LocalDate day) {
        boolean dayFits = days.get(day.getDayOfMonth());
        boolean weekdayFits = weekdays.get(
                day.getDayOfWeek() == DayOfWeek.SUNDAY ? 0 : day.getDayOfWeek().getValue());
        boolean both = (anyDay || anyWeekday) ? (dayFits && weekdayFits) : (dayFits || weekdayFits);
        return months.get(day.getMonthValue()) && both;
    }

    private Optional<Instant> firstOn(LocalDate day, Instant after, ZoneId zone) {
        for (int hour = hours.nextSetBit(0); hour >= 0; hour = hours.nextSetBit(hour + 1)) {
            for (int minute = minutes.nextSetBit(0); minute >= 0; minute = minutes.nextSetBit(minute + 1)) {
                Instant time = instant(day.atTime(LocalTime.of(hour, minute)), zone);
                if (time.isAfter(after)) {
                    return Optional.of(time);
                }
            }
        }
        return Optional.empty();
    }

    private static Instant instant(LocalDateTime local, ZoneId zone) {
        var jump = zone.getRules().getTransition(local);
        return jump != null && jump.isGap()
                ? jump.getInstant()
                : ZonedDateTime.of(local, zone).withEarlierOffsetAtOverlap().toInstant();
    }

    @Override
    public String toString() {
        return text;
    }
}
