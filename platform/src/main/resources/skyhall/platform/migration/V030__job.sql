-- Work that takes longer than a request. `epoch` grows with every start: a run whose epoch is old writes nothing more.
CREATE TABLE platform.job (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organisation      bigint NOT NULL,
    kind              text NOT NULL,
    unique_key        text,
    request           json NOT NULL,
    asked_by          text NOT NULL,
    asked_at          timestamptz NOT NULL,
    state             text NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
    due_at            timestamptz NOT NULL,
    cancel_asked      boolean NOT NULL DEFAULT false,
    attempts          integer NOT NULL DEFAULT 0,
    epoch             bigint NOT NULL DEFAULT 0,
    runner            text,
    heartbeat_at      timestamptz,
    done_units        bigint NOT NULL DEFAULT 0,
    total_units       bigint,
    progress_sentence text NOT NULL DEFAULT '',
    checkpoint        json,
    result            json,
    fault_code        text,
    failure           text,
    started_at        timestamptz,
    ended_at          timestamptz,
    CHECK ((state = 'running') = (runner IS NOT NULL)),
    CHECK ((state IN ('done', 'failed', 'cancelled')) = (ended_at IS NOT NULL))
);
CREATE UNIQUE INDEX job_one_at_a_time ON platform.job (kind, organisation, unique_key)
    WHERE state IN ('waiting', 'running');
CREATE INDEX job_due ON platform.job (due_at) WHERE state = 'waiting';
CREATE INDEX job_running ON platform.job (heartbeat_at) WHERE state = 'running';
CREATE INDEX job_by_organisation ON platform.job (organisation, id);

-- Jobs that come again and again. `next_at` moves in the transaction that submits the job.
CREATE TABLE platform.job_recurrence (
    name    text PRIMARY KEY,
    pattern text NOT NULL,
    zone    text NOT NULL,
    next_at timestamptz NOT NULL
);
