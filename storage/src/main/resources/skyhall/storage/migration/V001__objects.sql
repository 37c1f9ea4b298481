-- Buckets. Policies, lists and rules are kept as the documents that were given, so that they come back as they went in.
CREATE TABLE storage.bucket (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name           text COLLATE "C" NOT NULL UNIQUE,
    organisation   bigint NOT NULL,
    account        text NOT NULL,
    owner_id       text NOT NULL,
    created_at     timestamptz NOT NULL,
    versioning     text NOT NULL DEFAULT 'NEVER',
    ownership      text,
    public_access  text,
    acl            text NOT NULL,
    policy         text,
    cors           text,
    tags           text,
    -- Set while a deletion makes sure that no put is under way; such a bucket takes no writes.
    deleting_at    timestamptz
);
CREATE INDEX bucket_by_organisation ON storage.bucket (organisation, name);

-- The order of versions of a key. A version's id on the wire holds its sequence, so that it is found by the primary key.
-- No session may keep numbers in store: a later put of a key must get a higher one.
CREATE SEQUENCE storage.version_sequence CACHE 1;

-- The current version of every key that has one and is not deleted: what a listing walks. Keys are UTF-8 bytes and
-- therefore sort as S3 lists them.
CREATE TABLE storage.live_object (
    bucket         bigint NOT NULL,
    key            bytea NOT NULL,
    sequence       bigint NOT NULL,
    nonce          bigint NOT NULL,            -- 0: the null version
    modified_at    timestamptz NOT NULL,
    size_bytes     bigint NOT NULL,
    etag           text NOT NULL,              -- without quotes
    owner_id       text NOT NULL,
    account        text NOT NULL,              -- organisation of the owner
    content_type   text,
    headers        text,                       -- JSON: other system headers and user metadata
    tags           text,                       -- JSON
    acl            text,                       -- JSON; null: private
    checksum       text,                       -- ALGORITHM:TYPE:value
    -- Where the bytes are: exactly one of body, blob and upload; none for an empty object.
    body           bytea,
    body_crc       integer,                    -- CRC-32C of body
    blob           uuid,                       -- a file of the volume
    upload         bigint,                     -- the parts of a completed upload, in order
    PRIMARY KEY (bucket, key)
) WITH (fillfactor = 90);
ALTER TABLE storage.live_object ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE INDEX live_object_blob ON storage.live_object (blob) WHERE blob IS NOT NULL;
CREATE INDEX live_object_upload ON storage.live_object (upload) WHERE upload IS NOT NULL;

-- Every other version, and every delete marker (also one that is the latest: a deleted key has no live row).
CREATE TABLE storage.past_version (
    LIKE storage.live_object,
    marker         boolean NOT NULL DEFAULT false,
    PRIMARY KEY (bucket, key, sequence)
);
ALTER TABLE storage.past_version ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE INDEX past_version_null ON storage.past_version (bucket, key) WHERE nonce = 0;
CREATE INDEX past_version_blob ON storage.past_version (blob) WHERE blob IS NOT NULL;
CREATE INDEX past_version_upload ON storage.past_version (upload) WHERE upload IS NOT NULL;

-- Multipart uploads. A completed upload is content: rows above point to it and its parts stay as they are.
CREATE TABLE storage.upload (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    nonce          bigint NOT NULL,
    bucket         bigint NOT NULL,
    key            bytea NOT NULL,
    initiated_at   timestamptz NOT NULL,
    owner_id       text NOT NULL,
    account        text NOT NULL,
    content_type   text,
    headers        text,
    tags           text,
    acl            text,
    checksum       text,                       -- ALGORITHM:TYPE that the initiator declared
    completed_at   timestamptz,
    completed_as   text                        -- JSON: the answer, so that a repeated completion gets the same
);
CREATE INDEX upload_open ON storage.upload (bucket, key, id) WHERE completed_at IS NULL;

CREATE TABLE storage.part (
    upload         bigint NOT NULL,
    number         integer NOT NULL,
    size_bytes     bigint NOT NULL,
    etag           text NOT NULL,
    modified_at    timestamptz NOT NULL,
    checksum       text,
    body           bytea,
    body_crc       integer,
    blob           uuid,
    PRIMARY KEY (upload, number)
);
ALTER TABLE storage.part ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE INDEX part_blob ON storage.part (blob) WHERE blob IS NOT NULL;

-- Completed uploads that a row let go of. A sweep looks here after a grace time, asks again whether anything points to
-- them (a copy may), and removes their parts. Files need no such list: the collector compares the volume with the rows.
CREATE TABLE storage.released_upload (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    upload         bigint NOT NULL,
    since          timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE FUNCTION storage.release_upload() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO storage.released_upload (upload) VALUES (OLD.upload);
    RETURN NULL;
END $$;

-- The WHEN clauses keep objects that were put in one piece free of any cost.
CREATE TRIGGER live_replaced AFTER UPDATE ON storage.live_object FOR EACH ROW
    WHEN (OLD.upload IS NOT NULL AND OLD.upload IS DISTINCT FROM NEW.upload) EXECUTE FUNCTION storage.release_upload();
CREATE TRIGGER live_deleted AFTER DELETE ON storage.live_object FOR EACH ROW
    WHEN (OLD.upload IS NOT NULL) EXECUTE FUNCTION storage.release_upload();
CREATE TRIGGER past_deleted AFTER DELETE ON storage.past_version FOR EACH ROW
    WHEN (OLD.upload IS NOT NULL) EXECUTE FUNCTION storage.release_upload();
