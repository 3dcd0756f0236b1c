"""What stands between marks and is no quote: names, titles of works, words held at a distance."""

from __future__ import annotations

import re

from samestory.model import Span
from samestory.read.quote_parts import Passage
from samestory.read.quote_scene import Scene

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# Letters that stand for the name before them.
_ACRONYM = re.compile(r"\s\([^\W\d_a-z]{2,8}\)")
# Behind one of these, or at the start of a line, a quote opens a sentence or clause.
_OPENERS = '.!?…,»“”"'
# With fewer words, what nobody is said to say is a name, a title or a word held at a distance.
FEW = 4
# A verb so near a mark speaks of what it holds.
NEAR = 24
# A short word may stand between a noun and the mark.
JOINED = 5
# Words so near one another belong together.
TOUCHING = 3


def verb_behind(its: Scene, part: Passage) -> bool:
    """Whether a verb of saying, or who says it and the verb, stand right behind the closing mark."""
    near = its.told(Span(part.outer.end, min(its.line_end(part.outer.end), part.outer.end + NEAR)))
    return any(word.role in ("verb", "aside") for word in near)


def verb_before(its: Scene, part: Passage) -> bool:
    """Whether nothing stands between a verb of saying and the opening mark."""
    near = its.told(Span(max(0, part.outer.start - NEAR), part.outer.start))
    return (
        bool(near) and near[-1].role == "verb" and not its.text[near[-1].span.end : part.outer.start].strip()
    )


def title(its: Scene, part: Passage) -> bool:
    """Whether what is between marks is a name or a title, or nothing at all."""
    said = part.inner.of(its.text)
    tokens = _TOKEN.findall(said)
    if not tokens:
        return True
    if said[-1] in "!?…" or part.clause is not None or part.follows:
        return False
    return (
        _ACRONYM.match(its.text, part.outer.end) is not None or _named(its, part) or _short(its, part, tokens)
    )


def _short(its: Scene, part: Passage, tokens: list[str]) -> bool:
    """Whether a few words are written as titles are, and no attribution touches them."""
    before = its.text[max(0, part.outer.start - 2) : part.outer.start].rstrip()[-1:]
    if len(tokens) >= FEW or before == ":" or verb_before(its, part) or _verb_touches(its, part):
        return False
    if _caseless(tokens) and noun_near(its, part):
        return True
    capitals = all(token[0].isupper() for token in tokens)
    if before in _OPENERS:
        return capitals
    return capitals and len(tokens) > 1 if its.language.names.nouns_capitalised else tokens[0][0].isupper()


def _caseless(tokens: list[str]) -> bool:
    return all(token.lower() == token.upper() for token in tokens)


def noun_near(its: Scene, part: Passage) -> bool:
    """Whether a noun for who could say something stands right before the mark: what follows belongs to it."""
    near = its.told(Span(max(0, part.outer.start - NEAR), part.outer.start))
    return bool(near) and near[-1].role == "speaker" and part.outer.start - near[-1].span.end <= JOINED


def _verb_touches(its: Scene, part: Passage) -> bool:
    """Whether a word that attributes what is said follows the closing mark at once, with a comma at most."""
    near = its.told(Span(part.outer.end, min(its.line_end(part.outer.end), part.outer.end + TOUCHING)))
    return any(word.role in ("verb", "aside") for word in near)


def _named(its: Scene, part: Passage) -> bool:
    """Whether one name is more than half of it."""
    inner = part.inner
    longest = max(
        (min(n.name.end, inner.end) - max(n.name.start, inner.start) for n in its.named(part.outer)),
        default=0,
    )
    return 2 * longest > inner.end - inner.start
