"""A page that states another day than its text can have, and texts that come back with other figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from samestory import pipeline
from samestory.encode.neutral import neutral
from samestory.export import json
from samestory.export.printed import account
from samestory.gather.stories import stories
from samestory.model import Contents, Dated
from samestory.signals import signals
from samestory.store.view import View

FIRE = """{title}

{day}

A fire destroyed the old grain mill in Tarvel on the night of 4 March, the fire service said. Some 85 \
firefighters fought the flames for nine hours. Two of them were taken to hospital with burns. The mill, \
built in 1911, had stood empty since its owner, Lume Grain, moved to Brenn. Damage is put at 3.4 million \
crowns. Police are looking for three youths who were seen on the roof.
"""
TRANSLATED = """Incendiu la vechea moară din Tarvel

{day}

Un incendiu a distrus în noaptea de 4 martie vechea moară de cereale din Tarvel, au anunțat pompierii. \
Circa 85 de pompieri s-au luptat cu flăcările timp de nouă ore. Doi dintre ei au fost duși la spital cu \
arsuri. Moara, construită în 1911, era goală de când proprietarul ei, Lume Grain, s-a mutat la Brenn. \
Pagubele sunt estimate la 3,4 milioane de coroane. Poliția caută trei tineri care au fost văzuți pe \
acoperiș.
"""
OWN = """Mill that fed a valley is gone

2024-03-06

Smoke still hung over Tarvel on Wednesday morning when Anna Kolm came to look at what was left of the mill \
her grandfather had run. Only the chimney stands. The fire service says that it was called at ten past one \
on Tuesday and that 85 people were needed to keep the flames from the timber yard. The town had meant to \
open a museum in the mill next year. Police believe that youngsters lit a fire on the roof to keep warm.
"""
QUAKE = """Earthquake off Corva

{day}

An earthquake of magnitude {size} shook the sea off Corva, the seismological institute said. Its centre \
lay {away} kilometres south-east of the island at a depth of {deep} kilometres. It was felt by people in \
the port and in Laden. No damage has been reported. The institute recorded {after} aftershocks within an \
hour. There is no danger of a wave.
"""
FAIR = """Honey fair opens in Brenn

{day}

The honey fair in Brenn opens on 1 June and lasts 3 days. Some 140 beekeepers from the valley will come. \
Entrance costs 25 crowns, and children pay nothing. A brass band plays on the square from noon. Buses run \
from Tarvel every 20 minutes. The mayor asks visitors to leave their cars at home.
"""


@pytest.fixture
def told(tmp_path: Path, encoding: None):
    """What a run makes of texts."""

    def told(**texts: str) -> Contents:
        folder = tmp_path / "pile"
        folder.mkdir()
        for name, text in texts.items():
            (folder / f"{name}.txt").write_text(text, "utf-8")
        pipeline.run(folder, tmp_path / "pile.db")
        with View.open(tmp_path / "pile.db") as view:
            return view.contents()

    return told


def dates(contents: Contents) -> dict[str, Dated]:
    sources = {one.id: one.source for one in contents.articles}
    return {sources[one.article]: one for story in contents.stories for one in story.dates}


@pytest.mark.parametrize("crawled", [FIRE, TRANSLATED], ids=["one language", "two languages"])
def test_a_copy_with_the_day_it_was_fetched_has_the_day_of_its_story(told, crawled: str):
    contents = told(
        wire=FIRE.format(title="Fire destroys mill in Tarvel", day="2024-03-05"),
        crawled=crawled.format(title="Old mill burns down in Tarvel", day="2027-09-18"),
        own=OWN,
    )
    (story,) = contents.stories
    found = dates(contents)["crawled.txt"]
    assert (found.how, found.when.start.date().isoformat()) == ("counterpart", "2024-03-05")
    assert found.doubted.start.date().isoformat() == "2027-09-18"
    assert "it states 2027-09-18, which cannot be" in found.when.reason
    listed = {one["file"]: one for one in json.listing(contents)["stories"][0]["articles"]}["crawled.txt"]
    assert (listed["published"], listed["published_doubted"]) == ("2024-03-05", "2027-09-18")
    reasons = [
        reason.says for one in contents.decisions for reason in one.reasons if reason.name == "misdated"
    ]
    assert reasons == ["one text, figures and all, though stated 1292 days apart: one of the days is wrong"]
    assert account(contents, story.id) is not None


def test_a_notice_of_the_same_form_with_other_figures_is_another_happening(told):
    contents = told(
        first=QUAKE.format(day="2023-02-11", size="4.4", away=62, deep=14, after=9),
        second=QUAKE.format(day="2025-10-02", size="4.7", away=38, deep=21, after=16),
    )
    assert len(contents.stories) == 2
    assert [one.doubted for one in dates(contents).values()] == [None, None]


def test_a_text_that_comes_back_each_year_is_not_misdated(told):
    contents = told(first=FAIR.format(day="2023-05-28"), second=FAIR.format(day="2024-05-29"))
    assert len(contents.stories) == 2
    assert [one.doubted for one in dates(contents).values()] == [None, None]


@pytest.mark.parametrize("day", [date(2028, 3, 3), date(1970, 1, 1)])
@pytest.mark.parametrize("file", ["01.txt", "06.html", "08.txt", "09.txt", "17.jsonl#1", "02.html", "11.txt"])
def test_every_copy_of_the_examples_finds_its_story_whatever_day_it_states(
    pile_dossier: Path, file: str, day: date
):
    with View.open(pile_dossier) as view:
        seen = {one.source: signals(one, neutral(view.vectors(one.id))) for one in view.articles()}
    by_id = {one.id: one for one in seen.values()}
    wrong = replace(seen[file], published=day)
    before, after = stories(by_id, ()), stories({**by_id, wrong.id: wrong}, ())
    assert after.groups == before.groups
    assert (before.misdated, after.misdated) == (frozenset(), {wrong.id})


def test_an_updated_text_is_not_taken_for_the_one_it_was(pile_dossier: Path):
    with View.open(pile_dossier) as view:
        seen = {one.source: signals(one, neutral(view.vectors(one.id))) for one in view.articles()}
    later = replace(seen["14.txt"], published=date(2028, 3, 3))
    assert stories({**{one.id: one for one in seen.values()}, later.id: later}, ()).misdated == frozenset()
