-- What happened, written by the transaction that made it happen. One index, because every put of an object pays for it.
--
-- The default of `id` takes the transaction's own number before it takes the next id (CASE fixes that order). Whoever
-- reads relies on it: see CommitFence.
CREATE SEQUENCE platform.outbox_id;
CREATE TABLE platform.outbox (
    id           bigint PRIMARY KEY
                 DEFAULT CASE WHEN pg_current_xact_id() IS NOT NULL THEN nextval('platform.outbox_id') END,
    occurred_at  timestamptz NOT NULL,
    event_id     uuid NOT NULL DEFAULT gen_random_uuid(),
    organisation bigint NOT NULL,
    version      integer NOT NULL,
    topic        text NOT NULL,
    key          text NOT NULL,
    type         text NOT NULL,
    payload      json NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.2);
ALTER SEQUENCE platform.outbox_id OWNED BY platform.outbox.id;

-- How far each subscriber has come: every event with an id up to `cursor_id` is done or parked.
CREATE TABLE platform.outbox_subscriber (
    name          text PRIMARY KEY,
    cursor_id     bigint NOT NULL,
    subscribed_at timestamptz NOT NULL
) WITH (fillfactor = 50);

-- Events that a subscriber could not take. The head of each key is retrying or dead; those behind it wait, so that the
-- order within a key is never broken. A row holds a copy of the event, so that retention need not wait for it.
CREATE TABLE platform.outbox_parked (
    subscriber      text NOT NULL REFERENCES platform.outbox_subscriber (name) ON DELETE CASCADE,
    id              bigint NOT NULL,
    occurred_at     timestamptz NOT NULL,
    event_id        uuid NOT NULL,
    organisation    bigint NOT NULL,
    version         integer NOT NULL,
    topic           text NOT NULL,
    key             text NOT NULL,
    type            text NOT NULL,
    payload         json NOT NULL,
    state           text NOT NULL CHECK (state IN ('retrying', 'waiting', 'dead', 'discarded')),
    attempts        integer NOT NULL,
    next_attempt_at timestamptz,
    reason          text NOT NULL,
    parked_at       timestamptz NOT NULL,
    PRIMARY KEY (subscriber, id),
    CHECK ((state IN ('retrying', 'discarded')) = (next_attempt_at IS NOT NULL))
);
CREATE INDEX outbox_parked_by_key ON platform.outbox_parked (subscriber, topic, key, id);
CREATE INDEX outbox_parked_due ON platform.outbox_parked (subscriber, next_attempt_at)
    WHERE next_attempt_at IS NOT NULL;
