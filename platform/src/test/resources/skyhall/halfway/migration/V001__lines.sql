-- The first step of a module that exists only in tests: MigrationKillTest kills in the middle of the second.
CREATE TABLE halfway.line (number integer PRIMARY KEY, text text NOT NULL);
INSERT INTO halfway.line SELECT n, 'line ' || n FROM generate_series(1, 1000) n;
