CREATE TABLE halfway.summary AS SELECT count(*) AS lines, sum(length) AS characters FROM halfway.line;
