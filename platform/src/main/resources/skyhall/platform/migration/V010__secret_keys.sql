-- Every master key that some row may be sealed under. The keys themselves are in the master key file only.
-- A key that is retired seals nothing any more and may be missing from the file.
CREATE TABLE platform.secret_key (
    key_id      text        PRIMARY KEY CHECK (key_id ~ '^[0-9a-f]{16}$'),
    created_at  timestamptz NOT NULL,
    retired_at  timestamptz
);
