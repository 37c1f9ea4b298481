-- A role that exactly one process holds at a time. `epoch` grows with every change of hands and is never given again.
-- Times are the database's own clock: the clocks of the servers play no part.
CREATE TABLE platform.lease (
    name       text PRIMARY KEY,
    holder     text NOT NULL,
    epoch      bigint NOT NULL,
    expires_at timestamptz NOT NULL
);
