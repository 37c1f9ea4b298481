-- What one person proposed and others must approve. The content never changes: see the trigger.
CREATE TABLE platform.proposal (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organisation    bigint NOT NULL,
    kind            text NOT NULL,
    subject         text NOT NULL,
    payload         json NOT NULL,
    payload_sha256  bytea NOT NULL CHECK (octet_length(payload_sha256) = 32),
    proposer        bigint NOT NULL,
    reason          text NOT NULL,
    persons_needed  integer NOT NULL CHECK (persons_needed >= 2),
    state           text NOT NULL CHECK (state IN ('open', 'approved', 'rejected', 'withdrawn', 'expired')),
    proposed_at     timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL,
    ended_at        timestamptz,
    CHECK ((state = 'open') = (ended_at IS NULL))
);
CREATE INDEX proposal_by_organisation ON platform.proposal (organisation, id);
CREATE INDEX proposal_open ON platform.proposal (expires_at) WHERE state = 'open';

CREATE TABLE platform.proposal_decision (
    proposal   bigint NOT NULL REFERENCES platform.proposal (id),
    decider    bigint NOT NULL,
    approves   boolean NOT NULL,
    reason     text NOT NULL,
    decided_at timestamptz NOT NULL,
    PRIMARY KEY (proposal, decider)
);

CREATE FUNCTION platform.keep_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.organisation, OLD.kind, OLD.subject, OLD.payload::text, OLD.payload_sha256, OLD.proposer, OLD.persons_needed)
       IS DISTINCT FROM
       (NEW.organisation, NEW.kind, NEW.subject, NEW.payload::text, NEW.payload_sha256, NEW.proposer, NEW.persons_needed)
       OR OLD.state <> 'open' THEN
        RAISE EXCEPTION 'a proposal is never changed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER proposal_stays_as_proposed BEFORE UPDATE ON platform.proposal
    FOR EACH ROW EXECUTE FUNCTION platform.keep_proposal();
