"""Names at spans -> entities: mentions of one spelling are one, and a reader's decisions are obeyed.

Writes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from samestory.ids import content_id
from samestory.model import Article, Decision, Entity, Mention, Spelling
from samestory.signals import Signals


class Linked(NamedTuple):
    """Entities, and the decisions behind them."""

    entities: tuple[Entity, ...]
    decisions: tuple[Decision, ...]


def entities(
    articles: Mapping[str, Article], seen: Mapping[str, Signals], told: Sequence[Decision]
) -> Linked:
    """The entities named in ``articles``; ``told`` are users' decisions on spellings and their names."""
    found = _mentions(articles)
    home = {key: key for key in found}
    for one in told:
        if one.kind == "entity" and one.verdict == "same" and {one.left, one.right} <= home.keys():
            old, new = home[one.right], home[one.left]
            home = {key: new if at == old else at for key, at in home.items()}
    names = {d.left: d.right for d in told if d.kind == "name"}
    groups: dict[str, list[str]] = {}
    for key in sorted(home):
        groups.setdefault(home[key], []).append(key)
    return Linked(tuple(_entity(keys, found, names) for keys in groups.values()), ())


def _mentions(articles: Mapping[str, Article]) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = {}
    for id_, article in sorted(articles.items()):
        for number, name in enumerate(article.names):
            key = f"{name.type}:{article.lang}:{name.span.of(article.text)}"
            found.setdefault(key, []).append(Mention(article=id_, name=number))
    return found


def _entity(keys: Sequence[str], found: Mapping[str, list[Mention]], names: Mapping[str, str]) -> Entity:
    counts = Counter({key: len(found[key]) for key in keys})
    usual = counts.most_common(1)[0][0]
    parts = {key: key.split(":", 2) for key in keys}
    chosen = [names[key] for key, _ in counts.most_common() if key in names]
    return Entity(
        id=content_id("entity", *sorted(keys)),
        name=(chosen or [parts[usual][2]])[0],
        type=parts[usual][0],  # type: ignore[arg-type]
        mentions=tuple(sorted((m for key in keys for m in found[key]), key=lambda m: (m.article, m.name))),
        spellings=tuple(
            Spelling(key=key, lang=parts[key][1], written=parts[key][2], count=counts[key])
            for key in sorted(keys, key=lambda k: (parts[k][1], -counts[k], k))
        ),
    )
