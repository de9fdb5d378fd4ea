-- The library: reports with their readings, and what search and the pages need of them in columns.
-- Times are UTC in ISO 8601. Spans are JSON, [[start, end], …], in characters of the report's text.
-- Texts in columns named "words" are as they are searched (see words.py); what a person is shown
-- comes from reading.text, to the character.

CREATE TABLE library (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  made TEXT NOT NULL,
  secret BLOB NOT NULL            -- the key under which the names in tombstones are hashed
);

CREATE TABLE versions (           -- what made a reading
  id INTEGER PRIMARY KEY,
  sayso TEXT NOT NULL,
  models TEXT NOT NULL,           -- JSON, keys sorted
  UNIQUE (sayso, models)
);

CREATE TABLE report (
  ordinal INTEGER PRIMARY KEY AUTOINCREMENT,  -- the order of adding; never used twice
  id TEXT NOT NULL UNIQUE,
  external_id TEXT,
  path TEXT,
  url TEXT,
  outlet TEXT,
  outlet_key TEXT NOT NULL,       -- as outlets are compared: no case, no accents; '' for none
  title TEXT,
  published TEXT,
  day TEXT,                       -- the first ten characters of published
  credit TEXT,
  language TEXT,
  bytes_sha256 TEXT,
  text_sha256 TEXT,
  original TEXT,                  -- the SHA-256 under which its bytes are kept; NULL where they are not
  refused_code TEXT,
  refused_reason TEXT,
  received TEXT NOT NULL,
  attributions INTEGER NOT NULL,
  statements INTEGER NOT NULL,
  said TEXT NOT NULL              -- all that its statements' columns "said" hold, each word once: what facets count
);
CREATE INDEX report_text ON report (text_sha256);
CREATE INDEX report_original ON report (original);
CREATE INDEX report_day ON report (day);
CREATE INDEX report_outlet ON report (outlet_key, day);

CREATE TABLE reading (
  report INTEGER PRIMARY KEY REFERENCES report (ordinal) ON DELETE CASCADE,
  versions INTEGER NOT NULL REFERENCES versions (id),
  read_at TEXT NOT NULL,
  json BLOB NOT NULL,             -- zlib: the contract's JSON, the report's text left empty
  text BLOB NOT NULL              -- zlib: the report's text (UTF-8, lone surrogates passed through)
);
CREATE INDEX reading_versions ON reading (versions);

CREATE TABLE page (               -- what a search for words looks through
  report INTEGER PRIMARY KEY REFERENCES report (ordinal) ON DELETE CASCADE,
  title TEXT NOT NULL,
  words TEXT NOT NULL
);
CREATE VIRTUAL TABLE page_words USING fts5 (
  title, words, content = 'page', content_rowid = 'report', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE page_vocabulary USING fts5vocab ('page_words', 'row');

CREATE TABLE party (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL
);

CREATE TABLE who (                -- sources of one name and kind, over all reports
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  reports INTEGER NOT NULL,
  statements INTEGER NOT NULL,
  first TEXT,                     -- the days of the first and last report that has a date
  last TEXT,
  UNIQUE (key, kind)
);
CREATE INDEX who_reports ON who (reports DESC, statements DESC, key);
CREATE TABLE alias (              -- what they are called, and for whom they speak there
  who INTEGER NOT NULL REFERENCES who (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  party INTEGER NOT NULL,         -- 0: none
  reports INTEGER NOT NULL,
  PRIMARY KEY (who, name, party)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE who_words USING fts5 (
  key, content = 'who', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE source (             -- a source as one report has it
  ordinal INTEGER PRIMARY KEY,
  report INTEGER NOT NULL REFERENCES report (ordinal) ON DELETE CASCADE,
  id TEXT NOT NULL,
  who INTEGER NOT NULL REFERENCES who (id),
  name TEXT NOT NULL,
  role TEXT,
  party INTEGER REFERENCES party (id),
  party_name TEXT,
  UNIQUE (report, id)
);
CREATE INDEX source_who ON source (who, report);
CREATE INDEX source_party ON source (party);

CREATE TABLE statement (
  ordinal INTEGER PRIMARY KEY,    -- the report's ordinal * 2^20 + its place in the report
  report INTEGER NOT NULL REFERENCES report (ordinal) ON DELETE CASCADE,
  id TEXT NOT NULL,
  voice TEXT NOT NULL,
  attribution TEXT,
  status TEXT,                    -- the attribution's source_status
  source INTEGER REFERENCES source (ordinal) ON DELETE CASCADE,
  manner TEXT,
  spans TEXT NOT NULL,
  words TEXT NOT NULL,
  said TEXT NOT NULL,             -- who says it, for whom and how, as words: w and who.id, p and party.id, m and manner
  UNIQUE (report, id)
);
CREATE INDEX statement_source ON statement (source);
CREATE VIRTUAL TABLE statement_words USING fts5 (
  words, said, content = 'statement', content_rowid = 'ordinal', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE removing (           -- what is being removed in this transaction; the log may be deleted from only then
  report TEXT PRIMARY KEY
);

CREATE TABLE decision (           -- the log: appended to, never changed
  ordinal INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  made TEXT NOT NULL,
  who TEXT,
  verb TEXT NOT NULL,
  json TEXT NOT NULL
);
CREATE TABLE decision_report (
  decision INTEGER NOT NULL REFERENCES decision (ordinal) ON DELETE CASCADE,
  report TEXT NOT NULL,           -- the report's id: a decision outlives the reading it was about
  PRIMARY KEY (decision, report)
) WITHOUT ROWID;
CREATE INDEX decision_report_report ON decision_report (report);
CREATE TRIGGER decision_is_never_changed BEFORE UPDATE ON decision
BEGIN
  SELECT RAISE (ABORT, 'decisions are appended, never changed');
END;
CREATE TRIGGER decision_is_never_deleted BEFORE DELETE ON decision
WHEN NOT EXISTS (SELECT 1 FROM removing)
BEGIN
  SELECT RAISE (ABORT, 'decisions are appended, never deleted');
END;

CREATE TABLE tombstone (          -- what was removed: hashes, so that it is not added again unnoticed
  ordinal INTEGER PRIMARY KEY,
  what TEXT NOT NULL CHECK (what IN ('report', 'person')),
  report TEXT UNIQUE,             -- the removed report's id, itself a hash
  text_sha256 TEXT,
  bytes_sha256 TEXT,
  name_hmac TEXT UNIQUE,          -- a removed person's name, hashed under library.secret
  removed TEXT NOT NULL,
  who TEXT NOT NULL,
  why TEXT NOT NULL
);
CREATE INDEX tombstone_text ON tombstone (text_sha256);

CREATE TABLE unfinished (         -- what a removal has yet to do outside its transaction
  what TEXT NOT NULL CHECK (what IN ('original', 'scrub')),
  sha256 TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (what, sha256)
) WITHOUT ROWID;

CREATE TABLE dossier (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  note TEXT NOT NULL,
  who TEXT,
  changed TEXT NOT NULL,
  deleted TEXT,                   -- when, by whom and why it was put away; NULL while it stands
  deleted_by TEXT,
  deleted_why TEXT
);
CREATE TABLE dossier_report (
  dossier TEXT NOT NULL REFERENCES dossier (id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  report TEXT NOT NULL,
  PRIMARY KEY (dossier, place)
) WITHOUT ROWID;
CREATE INDEX dossier_report_report ON dossier_report (report);
