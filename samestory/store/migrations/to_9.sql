-- What the machine decided is derived anew.
DELETE FROM decisions WHERE made_by = 'machine';
DROP INDEX decisions_told;

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

-- Portions of the judgements that stories were formed from, see gather/kept.py; with grounds.
CREATE TABLE IF NOT EXISTS judged (
    number INTEGER PRIMARY KEY,
    pairs BLOB NOT NULL
) STRICT;
