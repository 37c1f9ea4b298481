package skyhall.platform.time;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;

/// A calendar as a text file:
/// ```
/// # source: Notice on the arrangement of holidays, no. 7 of 2025-11-04
/// # weekend: saturday, sunday
/// date,kind,name
/// 2026-01-01,holiday,New Year
/// 2026-01-04,workday,worked for 2 January
/// ```
/// The source is required, the weekend is Saturday and Sunday unless said otherwise, the line of column names may be
/// left out, a name may hold commas. Lines end with LF or CR LF; a byte-order mark is passed over.
public final class CalendarFile {
    /// More days than this in one file are refused.
    public static final int MOST_DAYS = 20_000;

    private static final String SOURCE = "# source:";
    private static final String WEEKEND = "# weekend:";

    private CalendarFile() {}

    /// @throws FaultException [PlatformFault#CALENDAR_MALFORMED] that names the first bad line
    public static BusinessCalendar parse(String text) {
        String source = "";
        Set<DayOfWeek> weekend = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
        SortedMap<LocalDate, BusinessCalendar.Day> days = new TreeMap<>();
        int number = 0;
        for (String raw : text.replace("\uFEFF", "").lines().toList()) {
            number++;
            String line = raw.strip();
            if (line.startsWith(SOURCE)) {
                source = line.substring(SOURCE.length()).strip();
            } else if (line.startsWith(WEEKEND)) {
                weekend = weekend(line.substring(WEEKEND.length()), number);
            } else if (!line.isEmpty() && !line.startsWith("#") && !line.equals("date,kind,name")) {
                day(line, number, days);
            }
        }
        if (source.isEmpty()) {
            throw malformed("No line begins with '" + SOURCE + "'.");
        }
        return new BusinessCalendar(source, weekend, days);
    }

    private static Set<DayOfWeek> weekend(String words, int number) {
        Set<DayOfWeek> weekend = EnumSet.noneOf(DayOfWeek.class);
        for (String word : words.strip().split("\\s*,\\s*")) {
            if (!word.isEmpty()) {
                try {
                    weekend.add(DayOfWeek.valueOf(word.toUpperCase(java.util.Locale.ROOT)));
                } catch (IllegalArgumentException e) {
                    throw malformed("Line " + number + " names a weekday '" + word + "'.");
                }
            }
        }
        if (weekend.size() == 7) {
            throw malformed("Line " + number + " leaves no day of work.");
        }
        return weekend;
    }

    private static void day(String line, int number, SortedMap<LocalDate, BusinessCalendar.Day> days) {
        String[] cells = line.split(",", 3);
        if (cells.length < 2) {
            throw malformed("Line " + number + " is '" + line + "'.");
        }
        boolean works =
                switch (cells[1].strip()) {
                    case "holiday" -> false;
                    case "workday" -> true;
                    default -> throw malformed("Line " + number + " has the kind '" + cells[1] + "'.");
                };
        String name = cells.length == 3 ? cells[2].strip() : "";
        if (days.put(date(cells[0].strip(), number), new BusinessCalendar.Day(works, name)) != null) {
            throw malformed("Line " + number + " repeats " + cells[0] + ".");
        }
        if (days.size() > MOST_DAYS) {
            throw malformed("There are more than " + MOST_DAYS + " days.");
        }
    }

    private static LocalDate date(String text, int number) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw malformed("Line " + number + " has the date '" + text + "'.");
        }
    }

    private static FaultException malformed(String detail) {
        return new FaultException(PlatformFault.CALENDAR_MALFORMED, detail);
    }
}
