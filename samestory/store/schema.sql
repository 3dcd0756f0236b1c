-- The dossier, version 9. Facts are rows; groups (stories, threads, entities) are derived and replaced whole.
CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Folders read, under the names shown for them: a folder that moves keeps its name, and no two share one.
CREATE TABLE roots (
    root TEXT PRIMARY KEY,
    path TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A file all of whose documents are stored, as it looked then: unchanged files are not read again.
CREATE TABLE files (
    root TEXT NOT NULL,
    path TEXT NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    PRIMARY KEY (root, path)
) STRICT, WITHOUT ROWID;

-- Where a document was seen last, and when it was got there: ISO 8601 in UTC, empty where that is not told.
-- One document seen at two places is one article of two reports.
CREATE TABLE sightings (
    root TEXT NOT NULL,
    source TEXT NOT NULL,
    document TEXT NOT NULL,
    seen TEXT NOT NULL,
    PRIMARY KEY (root, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX sightings_document ON sightings (document);

CREATE TABLE failures (
    root TEXT NOT NULL,
    source TEXT NOT NULL,
    stage TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (root, source)
) STRICT, WITHOUT ROWID;

-- What was asked of the web; see store/web.py. Times are ISO 8601 in UTC, nothing is an empty string.
CREATE TABLE asked (
    url TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    etag TEXT NOT NULL,
    modified TEXT NOT NULL,
    marks TEXT NOT NULL,
    announced TEXT NOT NULL,
    later TEXT NOT NULL,
    failed INTEGER NOT NULL,
    again TEXT NOT NULL,
    looks INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The documents that stood at an address one after another, and when each was first seen there.
CREATE TABLE versions (
    source TEXT NOT NULL,
    document TEXT NOT NULL,
    seen TEXT NOT NULL,
    PRIMARY KEY (source, seen)
) STRICT, WITHOUT ROWID;
CREATE INDEX versions_document ON versions (document);

-- address: what its page goes by on the web, empty where it is not known or is no article's alone.
-- record: the Article as JSON, packed with the text beside it. vectors: `width` to a row, one row each for title,
-- subtitle and sentences, in this order, as store/vectors.py packs them; model is the id of the weights that made
-- them.
CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL,
    lang TEXT NOT NULL,
    title TEXT,
    text TEXT NOT NULL,
    published TEXT,
    address TEXT NOT NULL,
    record BLOB NOT NULL,
    model TEXT NOT NULL,
    width INTEGER NOT NULL,
    vectors BLOB NOT NULL
) STRICT;
-- With all that tells what stands, so that no row is read for it.
CREATE INDEX articles_document ON articles (document, id, address, published);
CREATE INDEX articles_address ON articles (address);

-- Documents whose article has marks that an older Samestory read, or lacks some: they are read again, from where
-- they were seen or from the article's text.
CREATE TABLE outdated (
    document TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- What stands now: of the documents seen of one address the last. Those not told when they were seen go by
-- when they were published.
CREATE VIEW standing AS
SELECT document FROM (
    SELECT a.document, row_number() OVER (
        PARTITION BY CASE a.address WHEN '' THEN a.id ELSE a.address END
        ORDER BY coalesce(nullif(s.seen, ''), a.published, '') DESC, a.id DESC
    ) AS place
    FROM articles a
    JOIN (SELECT document, max(seen) AS seen FROM sightings GROUP BY document) s ON s.document = a.document
) WHERE place = 1;

-- What stood at each address, of the web and of files that tell theirs, and since when.
-- In parts, and grouped by the address, so that one address is found by its index; +: not by that of addresses,
-- which most articles of files have none of.
CREATE VIEW histories AS
SELECT a.address AS source, v.seen, v.document
FROM versions v JOIN articles a ON a.document = v.document WHERE a.address <> ''
UNION ALL
SELECT v.source, v.seen, v.document
FROM versions v JOIN articles a ON a.document = v.document WHERE +a.address = ''
UNION ALL
SELECT a.address, coalesce(nullif(min(s.seen), ''), a.published, ''), a.document
FROM articles a JOIN sightings s ON s.document = a.document
WHERE a.address <> '' AND a.document NOT IN (SELECT document FROM versions)
GROUP BY a.address, a.document;

-- The rows of an article in words: so many from first on, for title, subtitle and sentences, in this order.
CREATE TABLE searched (
    first INTEGER PRIMARY KEY,
    count INTEGER NOT NULL,
    article TEXT NOT NULL UNIQUE,
    lang TEXT NOT NULL,
    outlet TEXT
) STRICT;

-- Which words stand in which row, in the forms of store/terms.py, all of whose letters the tokenizer keeps.
CREATE VIRTUAL TABLE words USING fts5 (
    forms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row);

-- What users decided; made_by is 'user:NAME'. It outranks the machine's, and is never replaced by it.
-- Its rowid keeps the order in which users decided: a row stored again is the last.
CREATE TABLE decisions (
    kind TEXT NOT NULL,
    "left" TEXT NOT NULL,
    "right" TEXT NOT NULL,
    made_by TEXT NOT NULL,
    verdict TEXT NOT NULL,
    score REAL NOT NULL,
    reasons BLOB NOT NULL,
    PRIMARY KEY (kind, "left", "right", made_by)
) STRICT;
CREATE INDEX IF NOT EXISTS decisions_right ON decisions ("right");

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

-- basis: a hash of all that the account follows from; thread and what it is about follow from the pile.
CREATE TABLE stories (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    thread TEXT NOT NULL,
    title TEXT NOT NULL,
    basis TEXT NOT NULL,
    record BLOB NOT NULL
) STRICT;
CREATE INDEX stories_basis ON stories (basis);

-- Stories collated in a run that has not ended: the next goes on from them. Empty in between.
CREATE TABLE collated (
    basis TEXT PRIMARY KEY,
    record BLOB NOT NULL
) STRICT;

CREATE TABLE threads (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    record BLOB NOT NULL
) STRICT;

CREATE TABLE entities (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    record BLOB NOT NULL
) STRICT;

-- What a dossier of many articles goes on from where a few come in, see store/grounds.py; empty in others.
-- By article: its story, its day from year 1 (0: unknown), and the direction of the whole, a step and a
-- row in bytes as store/vectors.py has them.
CREATE TABLE grounds (
    article TEXT PRIMARY KEY,
    story TEXT NOT NULL,
    day INTEGER NOT NULL,
    centre BLOB NOT NULL
) STRICT;

-- In how many articles a name key, an entity or a figure stands.
CREATE TABLE marks (
    mark TEXT PRIMARY KEY,
    articles INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The entities that a spelling names: of a surname there may be several.
CREATE TABLE spelled (
    key TEXT NOT NULL,
    entity TEXT NOT NULL,
    PRIMARY KEY (key, entity)
) STRICT, WITHOUT ROWID;

-- Portions of the judgements that stories were formed from, see gather/kept.py; with grounds.
CREATE TABLE judged (
    number INTEGER PRIMARY KEY,
    pairs BLOB NOT NULL
) STRICT;
