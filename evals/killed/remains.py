"""What a dossier file holds after a kill: whether it is sound, what a reader sees, all that it says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import apsw
import msgspec

from samestory.errors import DossierError
from samestory.ids import content_id
from samestory.store.connection import open_to_read
from samestory.store.view import View


def documents(dossier: Path) -> frozenset[str]:
    """The documents of articles that another process sees now; none where it is no dossier yet."""
    try:
        database = open_to_read(dossier)
    except DossierError:
        return frozenset()
    found = frozenset(str(one) for (one,) in database.rows("SELECT document FROM articles"))
    database.close()
    return found


def wrong(dossier: Path) -> str:
    """What SQLite finds wrong with the file and with the index of words in it; nothing where it is sound."""
    if not dossier.exists():
        return ""
    connection = apsw.Connection(str(dossier))
    try:
        found = [str(one) for (one,) in connection.execute("PRAGMA integrity_check") if one != "ok"]
        if list(connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'words'")):
            connection.execute("INSERT INTO words (words) VALUES ('integrity-check')").fetchall()
    except apsw.Error as error:
        found = [str(error)]
    finally:
        connection.close()
    return "; ".join(found)


def said(dossier: Path) -> Mapping[str, str]:
    """All that a dossier says, each part as a hash; when pages were got is left aside."""
    with View.open(dossier) as view:
        contents = view.contents()
        parts = {name: getattr(contents, name) for name in contents.__struct_fields__}
        parts["versions"] = [(one.source, one.article.id) for one in contents.versions]
        parts["vectors"] = [view.vectors(one.id).tobytes().hex() for one in contents.articles]
        parts["words"] = [
            view.index().rows(list(dict.fromkeys(one.text.casefold().split()))[:1]) != []
            for one in contents.articles
        ]
    return {name: content_id(msgspec.json.encode(part)) for name, part in parts.items()}
