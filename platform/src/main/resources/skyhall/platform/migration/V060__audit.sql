-- Who did what. Written in the effect's own transaction, never changed afterwards.
--
-- As in platform.outbox, `id` takes the transaction's number first, so that the chainer can tell what is settled.
-- `details` is json, not jsonb: its text is kept to the byte, because the chain hashes it.
CREATE SEQUENCE platform.audit_record_id;
CREATE TABLE platform.audit_record (
    id             bigint PRIMARY KEY
                   DEFAULT CASE WHEN pg_current_xact_id() IS NOT NULL THEN nextval('platform.audit_record_id') END,
    organisation   bigint NOT NULL,
    occurred_at    timestamptz NOT NULL,
    actor_kind     text NOT NULL CHECK (actor_kind IN ('principal', 'system', 'anonymous')),
    actor_id       bigint,
    actor_name     text NOT NULL,
    action         text NOT NULL,
    subject        text NOT NULL,
    outcome        text NOT NULL CHECK (outcome IN ('done', 'refused', 'failed')),
    request_id     text,
    remote_address text,
    details        json NOT NULL
);
ALTER SEQUENCE platform.audit_record_id OWNED BY platform.audit_record.id;

-- One chain per organisation, made after the commit by one chainer. `hash` covers the entry before it and the record.
CREATE TABLE platform.audit_chain (
    organisation bigint NOT NULL,
    sequence     bigint NOT NULL,
    record_id    bigint NOT NULL,
    hash         bytea NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (organisation, sequence)
);

-- The newest entry of each chain, so that the chainer need not search for it.
CREATE TABLE platform.audit_head (
    organisation bigint PRIMARY KEY,
    sequence     bigint NOT NULL,
    hash         bytea NOT NULL
) WITH (fillfactor = 50);

-- How far the chainer has come: every record with an id up to `cursor_id` is in its chain.
CREATE TABLE platform.audit_chainer (
    only_row  boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    cursor_id bigint NOT NULL
) WITH (fillfactor = 50);
INSERT INTO platform.audit_chainer (cursor_id) VALUES (0);

CREATE FUNCTION platform.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit records are never changed or deleted (% on %.%)', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER audit_record_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON platform.audit_record
    FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER audit_chain_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON platform.audit_chain
    FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON platform.audit_record, platform.audit_chain FROM PUBLIC;
REVOKE UPDATE, DELETE, TRUNCATE ON platform.audit_record, platform.audit_chain FROM CURRENT_USER;
