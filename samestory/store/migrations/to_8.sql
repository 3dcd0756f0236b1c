-- Version 7 was told of dossiers without this index too, and with a slower view.
CREATE INDEX IF NOT EXISTS versions_document ON versions (document);
DROP VIEW histories;
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

CREATE TABLE IF NOT EXISTS outdated (
    document TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Users' are few among many.
CREATE INDEX decisions_told ON decisions (made_by) WHERE made_by <> 'machine';

CREATE TABLE collated (
    basis TEXT PRIMARY KEY,
    record BLOB NOT NULL
) STRICT;

DROP INDEX articles_document;
CREATE INDEX articles_document ON articles (document, id, address, published);

-- What a dossier of many articles goes on from where a few come in, see store/grounds.py; empty in others.
-- By article: its story, its day from year 1 (0: unknown), and the direction of the whole, float16.
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
