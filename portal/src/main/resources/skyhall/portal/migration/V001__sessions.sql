-- Sessions of the portal, in the shape that spring-session-jdbc 4.1 asks for (its schema-postgresql.sql), named as
-- the repository is told to: the table `portal.session` and, derived by the library, `portal.session_attributes`.
-- Times are milliseconds since 1970 because the library writes them so.
CREATE TABLE portal.session (
    primary_id            CHAR(36)     NOT NULL PRIMARY KEY,
    session_id            CHAR(36)     NOT NULL,
    creation_time         BIGINT       NOT NULL,
    last_access_time      BIGINT       NOT NULL,
    max_inactive_interval INT          NOT NULL,
    expiry_time           BIGINT       NOT NULL,
    principal_name        VARCHAR(100)
);
CREATE UNIQUE INDEX session_by_id ON portal.session (session_id);
CREATE INDEX session_by_expiry ON portal.session (expiry_time);
CREATE INDEX session_by_principal ON portal.session (principal_name);

CREATE TABLE portal.session_attributes (
    session_primary_id CHAR(36)     NOT NULL REFERENCES portal.session (primary_id) ON DELETE CASCADE,
    attribute_name     VARCHAR(200) NOT NULL,
    attribute_bytes    BYTEA        NOT NULL,
    PRIMARY KEY (session_primary_id, attribute_name)
);
