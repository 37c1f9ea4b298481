-- Who outside wants to be told. Secrets are sealed; the one before is valid for a while after a rotation.
CREATE TABLE platform.webhook (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organisation     bigint NOT NULL,
    url              text NOT NULL,
    topics           text[] NOT NULL,
    types            text[] NOT NULL,
    sealed_secret    bytea NOT NULL,
    sealed_previous  bytea,
    previous_until   timestamptz,
    state            text NOT NULL CHECK (state IN ('active', 'paused', 'disabled')),
    reason           text NOT NULL DEFAULT '',
    failing_since    timestamptz,
    created_at       timestamptz NOT NULL
);
CREATE INDEX webhook_by_organisation ON platform.webhook (organisation, id);

CREATE TABLE platform.webhook_delivery (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    webhook         bigint NOT NULL REFERENCES platform.webhook (id) ON DELETE CASCADE,
    event_id        uuid NOT NULL,
    topic           text NOT NULL,
    type            text NOT NULL,
    body            text NOT NULL,
    state           text NOT NULL CHECK (state IN ('waiting', 'delivered', 'given-up')),
    attempts        integer NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL,
    queued_at       timestamptz NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    ended_at        timestamptz
);
CREATE INDEX webhook_delivery_due ON platform.webhook_delivery (webhook, next_attempt_at) WHERE state = 'waiting';
CREATE INDEX webhook_delivery_list ON platform.webhook_delivery (webhook, id);
CREATE INDEX webhook_delivery_old ON platform.webhook_delivery (created_at);

CREATE TABLE platform.webhook_attempt (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    delivery     bigint NOT NULL REFERENCES platform.webhook_delivery (id) ON DELETE CASCADE,
    attempted_at timestamptz NOT NULL,
    millis       bigint NOT NULL,
    status       integer,
    answer       text NOT NULL,
    failure      text NOT NULL
);
CREATE INDEX webhook_attempt_by_delivery ON platform.webhook_attempt (delivery, id);
