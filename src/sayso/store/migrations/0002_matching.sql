-- What matching remembers of the reports: all of it is made from the readings and the log, and can be
-- made anew. A statement's number is its report's ordinal times 65536, plus its place in the report;
-- a claim's is that of its first statement. Blobs are packed (see packed.py).

CREATE TABLE matching (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  shape TEXT NOT NULL,            -- what made it: where this differs, it is made anew
  epoch INTEGER NOT NULL,         -- counts how often all was made anew
  clock INTEGER NOT NULL          -- counts what has changed
);
CREATE TABLE matching_again (     -- reports whose reading may have become another one; 0: all that were decided about
  report INTEGER PRIMARY KEY
);
CREATE TABLE matched (            -- in the order of adding; a refused report has no sheet
  report INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  sheet BLOB,
  profile BLOB,                   -- the words that tell of its subject, and how much each tells
  vectors BLOB,                   -- those of its statements, end to end, a byte a number
  keys BLOB,                      -- those of its runs of words that are looked up, eight bytes each
  rest TEXT NOT NULL              -- a hash of what else of the reading counts
);
CREATE TABLE match_word (word TEXT NOT NULL, report INTEGER NOT NULL, PRIMARY KEY (word, report)) WITHOUT ROWID;
CREATE TABLE match_word_count (word TEXT PRIMARY KEY, reports INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE match_shingle (key INTEGER NOT NULL, report INTEGER NOT NULL, PRIMARY KEY (key, report)) WITHOUT ROWID;
CREATE TABLE match_kin (report INTEGER NOT NULL, kin INTEGER NOT NULL, PRIMARY KEY (report, kin)) WITHOUT ROWID;
CREATE TABLE match_said (
  number INTEGER PRIMARY KEY,
  statement TEXT NOT NULL,
  hash INTEGER NOT NULL,          -- of the claim that it would begin: the digits of its id
  claim INTEGER NOT NULL,
  repeats INTEGER NOT NULL        -- the number of the statement whose words it repeats; 0 for none
);
CREATE INDEX match_said_claim ON match_said (claim, number);
CREATE INDEX match_said_hash ON match_said (hash);
CREATE TABLE match_claim (        -- claims of several statements
  claim INTEGER PRIMARY KEY,
  reports INTEGER NOT NULL
);
CREATE INDEX match_claim_reports ON match_claim (reports DESC, claim);
CREATE TABLE match_pair (
  b INTEGER NOT NULL,
  a INTEGER NOT NULL,
  score REAL NOT NULL,
  PRIMARY KEY (b, a)
) WITHOUT ROWID;
CREATE INDEX match_pair_a ON match_pair (a);
CREATE TABLE match_passage (
  b INTEGER NOT NULL,
  a INTEGER NOT NULL,
  passages BLOB NOT NULL,
  PRIMARY KEY (b, a)
) WITHOUT ROWID;
CREATE INDEX match_passage_a ON match_passage (a);
CREATE TABLE match_source (
  report INTEGER NOT NULL,
  place INTEGER NOT NULL,
  source BLOB NOT NULL,
  PRIMARY KEY (report, place)
) WITHOUT ROWID;
CREATE TABLE match_block (        -- under what a source is compared with others
  block TEXT NOT NULL,
  report INTEGER NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (block, report, place)
) WITHOUT ROWID;
CREATE INDEX match_block_report ON match_block (report);
CREATE TABLE match_name (         -- outlets by what they are to a report: its own, credited, cited; pages: its own, linked
  what TEXT NOT NULL,
  key TEXT NOT NULL,
  report INTEGER NOT NULL,
  PRIMARY KEY (what, key, report)
) WITHOUT ROWID;
CREATE INDEX match_name_report ON match_name (report);
CREATE TABLE match_stamp (        -- when something on which claims rest last changed
  key TEXT PRIMARY KEY,
  at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE traced (             -- a claim as it was traced, and on what that rests
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  stamps TEXT NOT NULL,
  trace BLOB
) WITHOUT ROWID;

CREATE TRIGGER matching_removed AFTER DELETE ON report
BEGIN
  INSERT OR IGNORE INTO matching_again (report) VALUES (OLD.ordinal);
END;
CREATE TRIGGER matching_reread AFTER INSERT ON reading WHEN EXISTS (SELECT 1 FROM matched WHERE report = NEW.report)
BEGIN
  INSERT OR IGNORE INTO matching_again (report) VALUES (NEW.report);
END;
CREATE TRIGGER matching_decided AFTER INSERT ON decision
BEGIN
  INSERT OR IGNORE INTO matching_again (report) VALUES (0);
END;
