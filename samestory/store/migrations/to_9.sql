-- What the machine decided is derived anew.
DELETE FROM decisions WHERE made_by = 'machine';
DROP INDEX decisions_told;

-- What the machine decided, see store/judged.py. sides: articles, spellings and stories by the numbers they go by
-- there, until all is derived again. score: in ten-thousandths where it is a whole number.
CREATE TABLE sides (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE judged (
    "left" INTEGER NOT NULL,
    "right" INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    verdict INTEGER NOT NULL,
    score ANY NOT NULL,
    reasons BLOB NOT NULL,
    PRIMARY KEY ("left", "right", kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX judged_right ON judged ("right");
