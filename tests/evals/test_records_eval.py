"""A coded event is right by its root and by its actors' names or codes; naive takes the first two names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evals.records.gold import Coded, Party, records
from evals.records.run import RULES
from evals.records.score import Told, codes, counted, named, same_actors
from evals.records.told import ours
from samestory.model import Article, Body, Deed, NameMention, Span, Standing

TEXT = "Lornish police arrested Ada Venn and Jan Sorvik, Lorn said."
POLICE, VENN, SORVIK = (
    Span(TEXT.index(name), TEXT.index(name) + len(name))
    for name in ("Lornish police", "Ada Venn", "Jan Sorvik")
)


def party(
    span: Span, country: str | None = None, sector: str | None = None, *, unsure: bool = False
) -> Party:
    return Party((span,), country, sector, unsure)


GOLD = Coded(TEXT, "COERCE", (party(POLICE, "DK", "COP"),), (party(VENN, "FI"), party(SORVIK, "FI", "CVL")))


def test_an_event_is_right_by_names_or_by_codes() -> None:
    elsewhere = party(Span(55, 59), "DK", "COP")
    right = Told("COERCE", elsewhere, party(VENN))
    assert [rule(right, GOLD) for rule in RULES.values()] == [True, True, True]
    turned = Told("COERCE", party(VENN), elsewhere)
    assert [rule(turned, GOLD) for rule in RULES.values()] == [True, False, False]
    assert same_actors(right._replace(root="ASSAULT"), GOLD)
    unsure = GOLD._replace(sources=(party(POLICE, "DK", "MIL", unsure=True),))
    assert same_actors(right, unsure)
    assert not same_actors(right, GOLD._replace(sources=(party(POLICE, "DK", "MIL"),)))
    assert not same_actors(right._replace(source=party(Span(55, 59))), GOLD)


def test_of_a_mutual_record_two_different_parties_act() -> None:
    both = (party(VENN, "FI"), party(SORVIK, "FI"))
    mutual = Coded(TEXT, "AGREE", both, both, mutual=True)
    assert same_actors(Told("AGREE", party(SORVIK), party(VENN)), mutual)
    assert not same_actors(Told("AGREE", party(SORVIK), party(SORVIK)), mutual)
    assert named([[VENN], [VENN, SORVIK]], [mutual, mutual]) == [False, True]


def test_events_and_records_are_counted_apart() -> None:
    right, wrong = Told("COERCE", party(POLICE), party(VENN)), Told("AID", party(POLICE), party(VENN))
    found = counted([[right, right, wrong], []], [GOLD, GOLD], RULES["root"])
    assert (found.right, found.given, found.met, found.wanted) == (2, 3, 1, 2)
    told = right._replace(source=party(POLICE, "DK", "MIL"))
    country, sector = (codes([[told]], [GOLD], place) for place in (0, 1))
    assert (country.right, country.given, country.wanted) == (1, 1, 2)
    assert (sector.right, sector.given, sector.wanted) == (0, 1, 1)


def test_an_actor_has_what_names_written_alike_tell() -> None:
    names = tuple(NameMention(span=span, type="person") for span in (VENN, SORVIK))
    article = Article(
        id="a", document_id="d", source="s", lang="en", text=TEXT, names=names,
        deeds=(Deed(sentence=0, source=0, target=1, root="AID", mood="stated", score=0.9),),
        standings=(Standing(name=1, country="DK", country_span=Span(0, 7)),),
    )  # fmt: skip
    assert ours(article) == [Told("AID", party(VENN), party(SORVIK, "DK"))]


def test_a_body_has_what_its_words_tell() -> None:
    article = Article(
        id="a", document_id="d", source="s", lang="en", text=TEXT,
        names=(NameMention(span=VENN, type="person"),),
        bodies=(Body(span=SORVIK, country="DK", sector="COP"),),
        deeds=(Deed(sentence=0, source=1, target=0, root="COERCE", mood="stated", score=0.9),),
    )  # fmt: skip
    assert ours(article) == [Told("COERCE", party(SORVIK, "DK", "COP"), party(VENN))]


def record(name: str, **told: Any) -> dict[str, Any]:
    return {"id": name, "event": "FIGHT", "text": TEXT, "source": None, "target": None, **told}


def test_records_of_two_actors_are_read_with_their_places(tmp_path: Path) -> None:
    police = {"actorText": "Lornish ... police", "code": "DNK", "sector": "COP"}
    venn = {"actorText": "Ada Venn", "code": "FIN", "sector": "***"}
    rows = [
        {"id": "first", "event": "DOCUMENT"},
        record("one", source=[police], target=[venn]),
        record("two", source=[police, venn], target=""),
        record("three", source=[venn]),
    ]
    file = tmp_path / "plover" / "gold_standard_records" / "records.txt"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps(rows), encoding="utf-8")
    found = [one for half in ("develop", "held") for one in records(tmp_path, half)]
    assert {one.root for one in found} == {"ASSAULT"}
    assert sorted(one.mutual for one in found) == [False, True]
    (its,) = (one for one in found if not one.mutual)
    assert its.sources == (Party((Span(0, 7), Span(8, 14)), "DK", "COP"),)
    assert its.targets == (Party((VENN,), "FI", None, unsure=True),)


@pytest.mark.parametrize("half", ["develop", "held"])
def test_a_record_without_a_second_actor_is_left_out(tmp_path: Path, half: str) -> None:
    file = tmp_path / "plover" / "gold_standard_records" / "records.txt"
    file.parent.mkdir(parents=True)
    alone = record("one", source=[{"actorText": "Ada Venn", "code": "FIN"}])
    file.write_text(json.dumps([alone]), encoding="utf-8")
    assert records(tmp_path, half) == []
