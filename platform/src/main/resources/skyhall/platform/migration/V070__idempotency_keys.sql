-- One row per request that carried an Idempotency-Key. status is null while the first attempt is under way.
CREATE TABLE platform.idempotency_key (
    principal_id bigint      NOT NULL,
    key          text        NOT NULL CHECK (length(key) BETWEEN 8 AND 128),
    request_hash bytea       NOT NULL CHECK (length(request_hash) = 32),
    attempt      integer     NOT NULL DEFAULT 1,
    lease_until  timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    status       integer,
    content_type text,
    body         text,
    PRIMARY KEY (principal_id, key),
    CHECK ((status IS NULL) = (body IS NULL) AND (status IS NULL) = (content_type IS NULL))
);

CREATE INDEX idempotency_key_expiry ON platform.idempotency_key (expires_at);
