package skyhall.platform.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// On which days an organisation works: every day that is no weekend, less the holidays, plus the weekend days that
/// are
/// worked to make up for a holiday (as China's State Council orders every year).
///
/// Outside the years that its days cover, the weekend alone speaks: ask [#covers] where that matters.
///
/// @param source where the days come from: the notice, its number and date
/// @param weekend weekdays without work; at most six
/// @param days those that differ from the weekend's rule, or are named
public record BusinessCalendar(String source, Set<DayOfWeek> weekend, SortedMap<LocalDate, Day> days) {
    /// A year's worth of days without work: a calendar that has more is a mistake.
    private static final int LONGEST_SEARCH_DAYS = 366;

    /// A named day.
    ///
    /// @param works false for a holiday, true for a day that is worked although it is a weekend
    public record Day(boolean works, String name) {}

    public BusinessCalendar {
        if (weekend.size() > 6 || source.isBlank()) {
            throw new IllegalArgumentException("a calendar needs a source and a day of work");
        }
        weekend = Set.copyOf(weekend);
        days = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(days));
    }

    /// Whether work is done on this day.
    public boolean isBusinessDay(LocalDate date) {
        Day day = days.get(date);
        return day != null ? day.works() : !weekend.contains(date.getDayOfWeek());
    }

    /// The name of a holiday or a made-up day of work.
    public Optional<String> name(LocalDate date) {
        return Optional.ofNullable(days.get(date)).map(Day::name);
    }

    /// Whether the calendar has days in the year of this date: if not, its holidays are not known.
    public boolean covers(LocalDate date) {
        LocalDate newYear = date.withDayOfYear(1);
        return !days.subMap(newYear, newYear.plusYears(1)).isEmpty();
    }

    /// Moves a date that falls on a day without work; a business day stays.
    public LocalDate adjust(LocalDate date, DayRule rule) {
        return switch (rule) {
            case FOLLOWING -> step(date, 1);
            case PRECEDING -> step(date, -1);
            case MODIFIED_FOLLOWING -> {
                LocalDate next = step(date, 1);
                yield YearMonth.from(next).equals(YearMonth.from(date)) ? next : step(date, -1);
            }
        };
    }

    private LocalDate step(LocalDate from, int direction) {
        LocalDate date = from;
        for (int i = 0; i < LONGEST_SEARCH_DAYS; i++, date = date.plusDays(direction)) {
            if (isBusinessDay(date)) {
                return date;
            }
        }
        throw new IllegalStateException("no business day within a year of " + from + " in " + source);
    }

    /// The date so many business days later, or earlier when `count` is negative. Zero is the date itself, also when
    /// no
    /// work is done on it.
    public LocalDate plusBusinessDays(LocalDate date, int count) {
        LocalDate day = date;
        int direction = Integer.signum(count);
        for (int left = Math.abs(count); left > 0; left--) {
            day = step(day.plusDays(direction), direction);
        }
        return day;
    }

    /// How many business days lie in a span.
    ///
    /// @param from inclusive
    /// @param to exclusive, not before `from`
    public long businessDays(LocalDate from, LocalDate to) {
        return from.datesUntil(to).filter(this::isBusinessDay).count();
    }
}
