-- One row for each sign-in attempt that has not succeeded (yet). The person is a SHA-256 of the folded name, because
-- people now and then type their password into the field for the name.
CREATE TABLE platform.sign_in_attempt (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_sha256 bytea       NOT NULL,
    address       text        NOT NULL,
    at            timestamptz NOT NULL
);
CREATE INDEX sign_in_attempt_person ON platform.sign_in_attempt (person_sha256, at);
CREATE INDEX sign_in_attempt_address ON platform.sign_in_attempt (address, at);
CREATE INDEX sign_in_attempt_at ON platform.sign_in_attempt (at);

-- Where a person signed in from before: a guesser elsewhere cannot lock these out.
CREATE TABLE platform.sign_in_known_address (
    principal_id bigint      NOT NULL REFERENCES platform.principal ON DELETE CASCADE,
    address      text        NOT NULL,
    last_at      timestamptz NOT NULL,
    PRIMARY KEY (principal_id, address)
);
