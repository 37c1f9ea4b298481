CREATE TABLE platform.organisation (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    parent_id    bigint      REFERENCES platform.organisation,
    name         text        NOT NULL UNIQUE CHECK (name ~ '^[a-z][a-z0-9-]{1,62}$'),
    display_name text        NOT NULL,
    time_zone    text        NOT NULL,
    canonical_id text        NOT NULL UNIQUE,
    enabled      boolean     NOT NULL DEFAULT true,
    created_at   timestamptz NOT NULL,
    CHECK (parent_id <> id)
);
CREATE INDEX organisation_parent ON platform.organisation (parent_id);

-- People and service accounts. Names are ASCII, so that lower() folds them the same way everywhere.
CREATE TABLE platform.principal (
    id                  bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organisation_id     bigint      NOT NULL REFERENCES platform.organisation,
    kind                text        NOT NULL CHECK (kind IN ('person', 'service')),
    name                text        NOT NULL,
    display_name        text        NOT NULL,
    email               text,
    owner_id            text        NOT NULL UNIQUE,
    password_hash       text,
    password_changed_at timestamptz,
    disabled            boolean     NOT NULL DEFAULT false,
    created_at          timestamptz NOT NULL,
    CHECK (kind = 'person' OR password_hash IS NULL)
);
CREATE UNIQUE INDEX principal_name_in_organisation ON platform.principal (organisation_id, lower(name));
CREATE UNIQUE INDEX principal_person_name ON platform.principal (lower(name)) WHERE kind = 'person';
CREATE UNIQUE INDEX principal_email ON platform.principal (lower(email));

CREATE TABLE platform.principal_role (
    principal_id bigint NOT NULL REFERENCES platform.principal ON DELETE CASCADE,
    role         text   NOT NULL,
    PRIMARY KEY (principal_id, role)
);
CREATE INDEX principal_role_role ON platform.principal_role (role);

-- The policies that an organisation wrote for itself.
CREATE TABLE platform.identity_policy (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organisation_id bigint      NOT NULL REFERENCES platform.organisation,
    name            text        NOT NULL,
    document        text        NOT NULL,
    created_at      timestamptz NOT NULL,
    UNIQUE (organisation_id, name)
);
CREATE TABLE platform.principal_policy (
    principal_id bigint NOT NULL REFERENCES platform.principal ON DELETE CASCADE,
    policy_id    bigint NOT NULL REFERENCES platform.identity_policy,
    PRIMARY KEY (principal_id, policy_id)
);
CREATE INDEX principal_policy_policy ON platform.principal_policy (policy_id);

CREATE TABLE platform.identity_group (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organisation_id bigint      NOT NULL REFERENCES platform.organisation,
    name            text        NOT NULL,
    created_at      timestamptz NOT NULL,
    UNIQUE (organisation_id, name)
);
CREATE TABLE platform.group_member (
    group_id     bigint NOT NULL REFERENCES platform.identity_group ON DELETE CASCADE,
    principal_id bigint NOT NULL REFERENCES platform.principal ON DELETE CASCADE,
    PRIMARY KEY (group_id, principal_id)
);
CREATE INDEX group_member_principal ON platform.group_member (principal_id);
CREATE TABLE platform.group_policy (
    group_id  bigint NOT NULL REFERENCES platform.identity_group ON DELETE CASCADE,
    policy_id bigint NOT NULL REFERENCES platform.identity_policy,
    PRIMARY KEY (group_id, policy_id)
);
CREATE INDEX group_policy_policy ON platform.group_policy (policy_id);

-- The slot makes "two keys at most" a rule of the table itself.
CREATE TABLE platform.access_key (
    id            text        PRIMARY KEY CHECK (length(id) BETWEEN 3 AND 128),
    principal_id  bigint      NOT NULL REFERENCES platform.principal ON DELETE CASCADE,
    slot          smallint    NOT NULL CHECK (slot IN (1, 2)),
    sealed_secret bytea       NOT NULL,
    disabled      boolean     NOT NULL DEFAULT false,
    created_at    timestamptz NOT NULL,
    last_used_at  timestamptz,
    UNIQUE (principal_id, slot)
);

-- A token itself is nowhere: only its SHA-256. The token is 256 random bits, so a slow hash would add nothing.
CREATE TABLE platform.api_token (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    principal_id bigint      NOT NULL REFERENCES platform.principal ON DELETE CASCADE,
    name         text        NOT NULL,
    token_sha256 bytea       NOT NULL UNIQUE,
    scopes       text[]      NOT NULL,
    expires_at   timestamptz NOT NULL,
    created_at   timestamptz NOT NULL,
    last_used_at timestamptz
);
CREATE INDEX api_token_principal ON platform.api_token (principal_id);
