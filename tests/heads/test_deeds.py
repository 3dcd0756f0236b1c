"""Deeds are told of the pairs of actors that a sentence names, with the encoder's own states."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec import structs

from samestory.encode import Encoder
from samestory.encode.session import Tokens
from samestory.heads.deeds import MOST_OF_ANY, MOST_PAIRS, TOLD, TOLD_OF_ANY, Parties, deeds, pairs
from samestory.heads.terms import WordStates
from samestory.lang import load
from samestory.model import Article, Body, Deed, NameMention, NameType, Span
from samestory.read.times_told import told

TITLE = "Norvia and Kestria"
ATTACKED = "The army of Norvia attacked Kestria on Monday near Pelk."
IDLE = "Prices rose faster in Norvia than in Kestria last month."
KINDS: dict[str, NameType] = {"Norvia": "place", "Kestria": "place", "Pelk": "place", "Mara Velin": "person"}


@pytest.fixture(scope="module")
def encoder(prepared: Path) -> Encoder:
    return Encoder.open(threads=1, cache=prepared)


def article(*sentences: str, lang: str = "en") -> Article:
    """A title and sentences, with every place where a name of ``KINDS`` stands."""
    text = "\n".join((TITLE, *sentences))
    spans, end = [], len(TITLE) + 1
    for one in sentences:
        spans.append(Span(end, end + len(one)))
        end += len(one) + 1
    starts = [(at, name) for name in KINDS for at in range(len(text)) if text.startswith(name, at)]
    return Article(
        id="a",
        document_id="d",
        source="a.txt",
        lang=lang,
        text=text,
        title=Span(0, len(TITLE)),
        sentences=tuple(spans),
        names=tuple(
            NameMention(span=Span(at, at + len(name)), type=KINDS[name]) for at, name in sorted(starts)
        ),
        times=told(text, load(lang), None),
    )


def states(encoder: Encoder, one: Article) -> list[Tokens]:
    return encoder.read([unit.of(one.text) for unit in one.units()], WordStates())[1]


def found(encoder: Encoder, one: Article, actors: Sequence[str | None] | None = None) -> tuple[Deed, ...]:
    """Deeds where all but Pelk are actors, each by its name."""
    named = [name.span.of(one.text) for name in one.names]
    who = [None if name == "Pelk" else name for name in named] if actors is None else actors
    where = [place for place, name in enumerate(named) if name == "Pelk"]
    return deeds(one, states(encoder, one), Parties(who, where))


def written(one: Article, place: int | None) -> str | None:
    return None if place is None else one.names[place].span.of(one.text)


def test_a_deed_has_who_and_whom_when_and_where(encoder: Encoder) -> None:
    one = article(IDLE, ATTACKED)
    (deed,) = found(encoder, one)
    assert (deed.sentence, deed.root, deed.mood) == (1, "ASSAULT", "stated")
    assert deed.quad() == "material conflict"
    assert (written(one, deed.source), written(one, deed.target)) == ("Norvia", "Kestria")
    assert written(one, deed.place) == "Pelk"
    assert deed.time is not None
    assert one.times[deed.time].span.of(one.text) == "Monday"
    assert TOLD < deed.score <= 1
    assert 1 / 2 < deed.sure <= 1


def test_who_is_acted_on_may_stand_first(encoder: Encoder) -> None:
    one = article("Kestria was invaded by Norvia in May.")
    (deed,) = found(encoder, one)
    assert (written(one, deed.source), written(one, deed.target)) == ("Norvia", "Kestria")
    assert deed.place is None


def test_who_has_no_name_acts_too(encoder: Encoder) -> None:
    one = article("The army attacked Kestria on Monday.")
    start = one.text.index("army")
    with_army = structs.replace(one, bodies=(Body(span=Span(start, start + 4), sector="MIL"),))
    (deed,) = found(encoder, with_army, ["NV", "KE", "KE", "MIL"])
    assert (with_army.words(with_army.party(deed.source)), deed.root) == ("army", "ASSAULT")
    assert written(with_army, deed.target) == "Kestria"


def test_what_is_done_in_a_place_the_place_does_not_do_nor_who_only_says_so() -> None:
    deed = Deed(sentence=0, source=0, target=1, root="CONSULT", mood="stated", score=0.9)
    assert Parties("ab").fit(deed)
    assert not Parties("ab", where={0}).fit(deed)
    assert Parties("ab", where={1}).fit(deed)
    assert not Parties("ab", saying={0}).fit(deed)
    accuse = structs.replace(deed, root="ACCUSE")
    assert Parties("ab", saying={0}).fit(accuse)
    assert not Parties("ab", saying={1}).fit(accuse)


def test_one_actor_named_twice_does_nothing_to_itself(encoder: Encoder) -> None:
    one = article(ATTACKED)
    assert found(encoder, one, ["NV"] * len(one.names)) == ()


def test_what_is_no_actor_does_nothing(encoder: Encoder) -> None:
    one = article(ATTACKED)
    assert found(encoder, one, [None] * len(one.names)) == ()


def test_a_title_and_a_sentence_with_one_name_tell_nothing(encoder: Encoder) -> None:
    assert found(encoder, article("Norvia attacked at dawn.", "Kestria did not answer.")) == ()


def test_of_many_names_the_nearest_pairs_are_asked_about(encoder: Encoder) -> None:
    one = article("Norvia and Kestria met, said Mara Velin; Pelk, Norvia and Kestria had nothing to say.")
    start, tokens = one.sentences[0].start, states(encoder, one)[1]
    within = {
        k: Span(n.span.start - start, n.span.end - start)
        for k, n in enumerate(one.names)
        if n.span.start >= start
    }
    asked = pairs(within, tokens, Parties([str(n.span.start) for n in one.names]))
    assert len(asked) == MOST_PAIRS
    assert all(other == one + 1 for one, other in asked)
    some = pairs(within, tokens, Parties([None, None, "N", "K", None, None, "N", "K"]))
    assert sorted(some) == [(2, 3), (2, 7), (3, 6), (6, 7)]


def test_pairs_with_a_body_of_any_country_come_last_and_must_be_surer(encoder: Encoder) -> None:
    one = article("Norvia and Kestria met Pelk and Mara Velin.")
    start, tokens = one.sentences[0].start, states(encoder, one)[1]
    within = {k: Span(n.span.start - start, n.span.end - start) for k, n in enumerate(one.names) if k > 1}
    parties = Parties([None, None, "a", "b", "c", "d"], any=frozenset({3}))
    asked = pairs(within, tokens, parties)
    assert [3 in pair for pair in asked] == [False, False, False, True]
    strangers = pairs(within, tokens, Parties([None, None, "a", "b", "c", "d"], any=frozenset(within)))
    assert len(strangers) == MOST_OF_ANY
    assert parties.least(2, 3) == parties.least(3, 4) == TOLD_OF_ANY > parties.least(2, 4) == TOLD


def test_what_stands_past_the_encoders_limit_is_left_out(encoder: Encoder) -> None:
    one = article("and so on " * 300 + ATTACKED)
    assert found(encoder, one) == ()
