-- Which clock on the wall an organisation goes by, and on which days it works.
CREATE TABLE platform.organisation_time (
    organisation bigint PRIMARY KEY,
    zone         text NOT NULL
);
CREATE TABLE platform.business_calendar (
    organisation bigint PRIMARY KEY,
    source       text NOT NULL,
    weekend      smallint NOT NULL CHECK (weekend BETWEEN 0 AND 127),
    imported_at  timestamptz NOT NULL
);
CREATE TABLE platform.business_calendar_day (
    organisation bigint NOT NULL REFERENCES platform.business_calendar (organisation) ON DELETE CASCADE,
    day          date NOT NULL,
    kind         text NOT NULL CHECK (kind IN ('holiday', 'workday')),
    name         text NOT NULL,
    PRIMARY KEY (organisation, day)
);
