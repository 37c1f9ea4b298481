package skyhall.platform.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import skyhall.platform.database.Database;
import skyhall.platform.database.TestDatabase;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.identity.OrganisationId;

class BusinessCalendarTest {
    /// A made-up city: a week of holidays from Thursday to Wednesday, the Sunday before and the Saturday after
    /// worked.
    private static final String FILE = """
            # source: made up for this test
            date,kind,name
            2026-10-01,holiday,Founding, first day
            2026-10-02,holiday,Founding
            2026-10-05,holiday,Founding
            2026-10-06,holiday,Founding
            2026-10-07,holiday,Founding
            2026-09-27,workday,worked for 6 October
            2026-10-10,workday,worked for 7 October
            2027-01-01,holiday,New Year
            2027-04-30,holiday,Last of the month
            """;

    private static final BusinessCalendar CITY = CalendarFile.parse(FILE);

    @ParameterizedTest
    @CsvSource({
        "2026-09-26, false",
        "2026-09-27, true",
        "2026-09-30, true",
        "2026-10-01, false",
        "2026-10-03, false",
        "2026-10-08, true",
        "2026-10-10, true",
        "2026-10-11, false",
        "2026-10-12, true"
    })
    void holidaysRestAndMadeUpDaysAreWorked(LocalDate date, boolean works) {
        assertThat(CITY.isBusinessDay(date)).isEqualTo(works);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-01, FOLLOWING, 2026-10-08", "2026-10-01, MODIFIED_FOLLOWING, 2026-10-08",
        "2026-10-01, PRECEDING, 2026-09-30", "2026-10-08, PRECEDING, 2026-10-08",
        "2027-04-30, FOLLOWING, 2027-05-03", "2027-04-30, MODIFIED_FOLLOWING, 2027-04-29",
        "2026-10-31, FOLLOWING, 2026-11-02", "2026-10-31, MODIFIED_FOLLOWING, 2026-10-30",
        "2027-01-01, FOLLOWING, 2027-01-04"
    })
    void aDateWithoutWorkIsMovedByItsRule(LocalDate date, DayRule rule, LocalDate moved) {
        assertThat(CITY.adjust(date, rule)).isEqualTo(moved);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-30, 1, 2026-10-08", "2026-09-30, 3, 2026-10-10", "2026-09-30, 4, 2026-10-12",
        "2026-10-03, 1, 2026-10-08", "2026-10-03, 0, 2026-10-03", "2026-10-12, -4, 2026-09-30",
        "2026-09-26, -1, 2026-09-25", "2026-09-26, 1, 2026-09-27"
    })
    void businessDaysAreAddedAndTakenAway(LocalDate date, int count, LocalDate result) {
        assertThat(CITY.plusBusinessDays(date, count)).isEqualTo(result);
    }

    @Test
    void addingAndCountingAgreeForRandomCalendars() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            TreeMap<LocalDate, BusinessCalendar.Day> days = new TreeMap<>();
            LocalDate start = LocalDate.of(2026, 1, 1);
            for (int i = 0; i < 40; i++) {
                days.put(start.plusDays(random.nextInt(365)), new BusinessCalendar.Day(random.nextBoolean(), ""));
            }
            BusinessCalendar calendar = new BusinessCalendar("seed " + seed, Set.of(DayOfWeek.SUNDAY), days);
            LocalDate from = calendar.adjust(start.plusDays(random.nextInt(300)), DayRule.FOLLOWING);
            int count = random.nextInt(1, 60);
            LocalDate to = calendar.plusBusinessDays(from, count);
            assertThat(calendar.businessDays(from, to)).as("seed " + seed).isEqualTo(count);
            assertThat(calendar.plusBusinessDays(to, -count)).as("seed " + seed).isEqualTo(from);
        }
    }

    @Test
    void namesAndYearsAreKnownWhereTheFileHasThem() {
        assertThat(CITY.name(LocalDate.of(2026, 10, 1))).contains("Founding, first day");
        assertThat(CITY.name(LocalDate.of(2026, 10, 3))).isEmpty();
        assertThat(CITY.covers(LocalDate.of(2026, 1, 1))).isTrue();
        assertThat(CITY.covers(LocalDate.of(2028, 1, 1))).isFalse();
        assertThat(CITY.source()).isEqualTo("made up for this test");
    }

    @Test
    void aWeekendOnFridayAndSaturday() {
        BusinessCalendar calendar = CalendarFile.parse("\uFEFF# source: x\r\n# weekend: Friday, saturday\r\n");
        assertThat(calendar.isBusinessDay(LocalDate.of(2026, 11, 27))).isFalse();
        assertThat(calendar.isBusinessDay(LocalDate.of(2026, 11, 29))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01,holiday,no source",
                "# source: x\n2026-02-30,holiday,x",
                "# source: x\n2026-01-01,feast,x",
                "# source: x\n2026-01-01",
                "# source: x\n2026-01-01,holiday,a\n2026-01-01,workday,b",
                "# source: x\n# weekend: someday",
                "# source: x\n# weekend: monday,tuesday,wednesday,thursday,friday,saturday,sunday"
            })
    void aMalformedFileIsRefusedWithItsLine(String text) {
        assertThatThrownBy(() -> CalendarFile.parse(text))
                .isInstanceOfSatisfying(
                        FaultException.class, e -> assertThat(e.fault()).isEqualTo(PlatformFault.CALENDAR_MALFORMED));
    }

    @Test
    void aCalendarIsKeptWholeAndReplacedWhole() {
        Database database = TestDatabase.fresh("platform");
        BusinessCalendars calendars = new BusinessCalendars(database, () -> Instant.EPOCH);
        OrganisationId city = new OrganisationId(7);
        assertThat(calendars.find(city)).isEmpty();
        calendars.replace(city, CITY);
        assertThat(calendars.find(city)).contains(CITY);
        BusinessCalendar other = CalendarFile.parse("# source: y\n# weekend: sunday\n2026-01-01,holiday,");
        calendars.replace(city, other);
        assertThat(calendars.find(city)).contains(other);
    }

    @Test
    void everyOrganisationHasItsOwnZone() {
        Database database = TestDatabase.fresh("platform");
        Instant now = Instant.parse("2026-11-23T20:00:00Z");
        OrganisationTime time = new OrganisationTime(database, () -> now, ZoneOffset.UTC);
        OrganisationId city = new OrganisationId(7);
        assertThat(time.today(city)).isEqualTo("2026-11-23");
        time.setZone(city, "Asia/Shanghai");
        assertThat(time.zone(city)).isEqualTo(ZoneId.of("Asia/Shanghai"));
        assertThat(time.today(city)).isEqualTo("2026-11-24");
        assertThat(time.zone(new OrganisationId(8))).isEqualTo(ZoneOffset.UTC);
        for (String wrong : new String[] {"Moon/Base", "+08:00", "not a zone", ""}) {
            assertThatThrownBy(() -> time.setZone(city, wrong)).as(wrong).isInstanceOf(FaultException.class);
        }
    }

    @Test
    void aDayBeginsLaterWhereTheClockJumpsOverMidnight() {
        Database database = TestDatabase.fresh("platform");
        OrganisationTime time = new OrganisationTime(database, () -> Instant.EPOCH, ZoneOffset.UTC);
        OrganisationId cairo = new OrganisationId(1);
        time.setZone(cairo, "Africa/Cairo");
        // Egypt, 2024-04-26: at 00:00 the clock went to 01:00 (IANA database, rule Egypt).
        assertThat(time.startOfDay(cairo, LocalDate.of(2024, 4, 26))).isEqualTo("2024-04-25T22:00:00Z");
        assertThat(time.startOfDay(cairo, LocalDate.of(2024, 4, 27))).isEqualTo("2024-04-26T21:00:00Z");
    }
}
