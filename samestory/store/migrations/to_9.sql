-- What the machine decided is derived anew.
DELETE FROM decisions WHERE made_by = 'machine';
DROP INDEX IF EXISTS decisions_told;

-- What the machine decided, see store/verdicts.py. sides: articles, spellings and stories by the numbers they go by
-- there, until all is derived again. score: in ten-thousandths where it is a whole number.
CREATE TABLE sides (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE verdicts (
    "left" INTEGER NOT NULL,
    "right" INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    verdict INTEGER NOT NULL,
    score ANY NOT NULL,
    reasons BLOB NOT NULL,
    PRIMARY KEY ("left", "right", kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX verdicts_right ON verdicts ("right");

-- Version 8 was told of dossiers without some of these too. What they hold is derived anew.
DELETE FROM meta WHERE key IN ('derived', 'growth', 'said', 'called');
DROP TABLE IF EXISTS grounds;
CREATE TABLE grounds (
    article TEXT PRIMARY KEY,
    story TEXT NOT NULL,
    day INTEGER NOT NULL,
    centre BLOB NOT NULL
) STRICT;

DROP TABLE IF EXISTS marks;
CREATE TABLE marks (
    mark TEXT PRIMARY KEY,
    articles INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS spelled;
CREATE TABLE spelled (
    key TEXT NOT NULL,
    entity TEXT NOT NULL,
    PRIMARY KEY (key, entity)
) STRICT, WITHOUT ROWID;

-- Portions of the judgements that stories were formed from, see gather/kept.py; with grounds.
DROP TABLE IF EXISTS judged;
CREATE TABLE judged (
    number INTEGER PRIMARY KEY,
    pairs BLOB NOT NULL
) STRICT;
