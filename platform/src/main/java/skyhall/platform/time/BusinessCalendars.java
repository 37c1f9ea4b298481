package skyhall.platform.time;

import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import skyhall.platform.database.Database;
import skyhall.platform.identity.OrganisationId;

/// Keeps one calendar per organisation.
public final class BusinessCalendars {
    private final Database database;
    private final InstantSource clock;

    public BusinessCalendars(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// The organisation's calendar; empty when it imported none.
    public Optional<BusinessCalendar> find(OrganisationId organisation) {
        return database.sql()
                .sql("SELECT source, weekend FROM platform.business_calendar WHERE organisation = ?")
                .param(organisation.value())
                .query((row, _) -> new BusinessCalendar(
                        row.getString("source"), weekend(row.getInt("weekend")), days(organisation)))
                .optional();
    }

    private SortedMap<LocalDate, BusinessCalendar.Day> days(OrganisationId organisation) {
        SortedMap<LocalDate, BusinessCalendar.Day> days = new TreeMap<>();
        database.sql()
                .sql("SELECT day, kind, name FROM platform.business_calendar_day WHERE organisation = ?")
                .param(organisation.value())
                .query(row -> {
                    days.put(
                            row.getObject("day", LocalDate.class),
                            new BusinessCalendar.Day(row.getString("kind").equals("workday"), row.getString("name")));
                });
        return days;
    }

    /// Puts a calendar in the place of the one before, whole.
    public void replace(OrganisationId organisation, BusinessCalendar calendar) {
        database.transaction(() -> {
            database.sql()
                    .sql("DELETE FROM platform.business_calendar WHERE organisation = ?")
                    .param(organisation.value())
                    .update();
            database.sql()
                    .sql("""
                            INSERT INTO platform.business_calendar (organisation, source, weekend, imported_at)
                            VALUES (?, ?, ?, ?)""")
                    .params(
                            organisation.value(),
                            calendar.source(),
                            bits(calendar.weekend()),
                            Timestamp.from(clock.instant()))
                    .update();
            new JdbcTemplate(database.dataSource())
                    .batchUpdate(
                            "INSERT INTO platform.business_calendar_day VALUES (?, ?, ?, ?)",
                            calendar.days().entrySet(),
                            500,
                            (row, day) -> {
                                row.setLong(1, organisation.value());
                                row.setObject(2, day.getKey());
                                row.setString(3, day.getValue().works() ? "workday" : "holiday");
                                row.setString(4, day.getValue().name());
                            });
        });
    }

    private static int bits(Set<DayOfWeek> weekend) {
        return weekend.stream().mapToInt(day -> 1 << (day.getValue() - 1)).sum();
    }

    private static Set<DayOfWeek> weekend(int bits) {
        Set<DayOfWeek> weekend = EnumSet.noneOf(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if ((bits & (1 << (day.getValue() - 1))) != 0) {
                weekend.add(day);
            }
        }
        return weekend;
    }
}
