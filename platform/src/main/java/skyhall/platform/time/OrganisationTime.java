package skyhall.platform.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import skyhall.platform.database.Database;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.identity.OrganisationId;

/// The clock on the wall of each organisation.
public final class OrganisationTime {
    private final Database database;
    private final InstantSource clock;
    private final ZoneId usual;

    /// @param usual the zone of organisations that set none
    public OrganisationTime(Database database, InstantSource clock, ZoneId usual) {
        this.database = database;
        this.clock = clock;
        this.usual = usual;
    }

    public ZoneId zone(OrganisationId organisation) {
        return database.sql()
                .sql("SELECT zone FROM platform.organisation_time WHERE organisation = ?")
                .param(organisation.value())
                .query(String.class)
                .optional()
                .map(ZoneId::of)
                .orElse(usual);
    }

    /// Sets the zone, with the transaction that is open on this thread if one is.
    ///
    /// @throws FaultException [PlatformFault#TIME_ZONE_UNKNOWN] when it is no name of the IANA database
    public void setZone(OrganisationId organisation, String zone) {
        database.sql()
                .sql("""
                        INSERT INTO platform.organisation_time VALUES (?, ?)
                        ON CONFLICT (organisation) DO UPDATE SET zone = EXCLUDED.zone""")
                .params(organisation.value(), parse(zone).getId())
                .update();
    }

    private static ZoneId parse(String zone) {
        try {
            ZoneId id = ZoneId.of(zone);
            if (ZoneId.getAvailableZoneIds().contains(zone)) {
                return id;
            }
        } catch (DateTimeException e) {
            throw new FaultException(PlatformFault.TIME_ZONE_UNKNOWN, "'" + zone + "'", e);
        }
        throw new FaultException(PlatformFault.TIME_ZONE_UNKNOWN, "'" + zone + "'");
    }

    /// Today's date there.
    public LocalDate today(OrganisationId organisation) {
        return clock.instant().atZone(zone(organisation)).toLocalDate();
    }

    /// The first instant of a day there. Not always midnight: where the clock jumps over it, the day begins later.
    public Instant startOfDay(OrganisationId organisation, LocalDate day) {
        return day.atStartOfDay(zone(organisation)).toInstant();
    }
}
