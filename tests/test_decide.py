"""A reader's corrections of who is who, through the pipeline: they hold now and after later runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from dossiers import copied, tables
from naming import ALL, BEARD, CAPTAIN, MAYOR, contents, entity, stored

from samestory import pipeline
from samestory.corrections.names import find, find_spellings, merged, parted, renamed
from samestory.encode import weights
from samestory.errors import DossierMissing, InputError
from samestory.model import Contents, Decision, Entity


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return stored(tmp_path / "names.db")


def shown(held: Contents, said: str) -> Entity:
    return find(held.entities, said)


def merge(dossier: Path, name: str, other: str, by: str = "ana") -> None:
    held = contents(dossier)
    pipeline.decide(dossier, merged(shown(held, name), shown(held, other), held.decisions, by))


def split(dossier: Path, name: str, spelling: str, by: str = "ana") -> None:
    held = contents(dossier)
    one = shown(held, name)
    pipeline.decide(dossier, parted(one, find_spellings(one, spelling), held.decisions, by))


def rename(dossier: Path, name: str, new: str, by: str = "ana") -> None:
    pipeline.decide(dossier, renamed(shown(contents(dossier), name), new, by))


def written(one: Entity, held: Contents) -> list[str]:
    articles = {one.id: one for one in held.articles}
    found = ((articles[m.article], m.name) for m in one.mentions)
    return [article.names[name].span.of(article.text) for article, name in found]


def test_every_name_belongs_to_one_entity_that_is_written_so(dossier: Path):
    held = contents(dossier)
    told = [(mention.article, mention.name) for one in held.entities for mention in one.mentions]
    assert sorted(told) == sorted((one.id, n) for one in ALL for n in range(len(one.names)))
    for one in held.entities:
        assert sorted({each.written for each in one.spellings}) == sorted(set(written(one, held)))
        assert sum(each.count for each in one.spellings) == len(one.mentions)


def test_what_is_merged_is_one_under_any_of_its_spellings(dossier: Path):
    merge(dossier, "Ilie Dorca", "Whitebeard")
    held = contents(dossier)
    assert shown(held, "Ilie Dorca") == shown(held, "Whitebeard")
    assert {"Ilie Dorca", "Whitebeard"} <= set(written(shown(held, "Whitebeard"), held))
    assert "user:ana" in {one.made_by for one in held.decisions if one.kind == "entity"}


def test_what_is_split_is_two_and_can_be_merged_again(dossier: Path):
    for by in ("ana", "bo"):
        merge(dossier, "Ilie Dorca", "Whitebeard", by)
        split(dossier, "Ilie Dorca", "Whitebeard", by)
        held = contents(dossier)
        assert shown(held, "Ilie Dorca") != shown(held, "Whitebeard")
    merge(dossier, "Whitebeard", "Ilie Dorca")
    held = contents(dossier)
    assert shown(held, "Ilie Dorca") == shown(held, "Whitebeard")


def test_a_new_name_is_shown_and_the_last_one_holds(dossier: Path):
    before = shown(contents(dossier), "Whitebeard")
    for name in ("Old Whitebeard", "Barbă Albă"):
        rename(dossier, "Whitebeard", name)
    held = contents(dossier)
    assert shown(held, "Whitebeard").name == "Barbă Albă"
    assert shown(held, "Whitebeard").mentions == before.mentions
    with pytest.raises(InputError, match="no name"):
        shown(held, "Old Whitebeard")


def test_the_last_choice_counts_whichever_spelling_it_was_made_of(dossier: Path):
    merge(dossier, "Ilie Dorca", "Whitebeard")
    keys = ("person:ro:Ilie Dorca", "person:en:Whitebeard")
    for number, key in enumerate((*keys, *keys)):
        name = f"Captain {number}"
        chosen = Decision(kind="name", left=key, right=name, verdict="same", score=1.0, made_by="user:ana")
        pipeline.decide(dossier, [chosen])
        assert shown(contents(dossier), "Whitebeard").name == name
    # The choice before last was made of the other spelling, and counts again when it is made again.
    pipeline.decide(dossier, renamed(entity("", ("ro", "Ilie Dorca", 1)), "Captain 2", "ana"))
    assert shown(contents(dossier), "Whitebeard").name == "Captain 2"


def test_a_chosen_name_goes_with_a_merge_and_stays_behind_at_a_split(dossier: Path):
    rename(dossier, "Whitebeard", "Barbă Albă")
    merge(dossier, "Ilie Dorca", "Whitebeard")
    assert shown(contents(dossier), "Ilie Dorca").name == "Barbă Albă"
    split(dossier, "Barbă Albă", "Ilie Dorca")
    held = contents(dossier)
    assert shown(held, "Whitebeard").name == "Barbă Albă"
    assert shown(held, "Ilie Dorca").name == "Ilie Dorca"


def test_a_name_without_its_articles_counts_for_nothing(tmp_path: Path):
    dossier = stored(tmp_path / "one.db", [MAYOR])
    before = contents(dossier).entities
    away = Decision(
        kind="entity", left="person:en:Whitebeard", right="person:ro:Ilie Dorca", verdict="same", score=1.0,
        made_by="user:ana",
    )  # fmt: skip
    pipeline.decide(dossier, [away])
    assert contents(dossier).entities == before
    # It counts as soon as they are there.
    held = contents(stored(dossier, [CAPTAIN, BEARD]))
    assert shown(held, "Ilie Dorca") == shown(held, "Whitebeard")


def test_corrections_survive_a_run(tmp_path: Path, encoding: None):
    dossier = stored(tmp_path / "names.db", model=weights.ready().model_id)
    merge(dossier, "Ilie Dorca", "Whitebeard")
    rename(dossier, "Whitebeard", "Barbă Albă")
    made = [one for one in contents(dossier).decisions if one.made_by == "user:ana"]
    folder = copied(tmp_path / "few", ["03.txt"])
    for _ in range(2):
        pipeline.run(folder, dossier)
        held = contents(dossier)
        assert len(held.articles) == len(ALL) + 1
        assert [one for one in held.decisions if one.made_by == "user:ana"] == made
        assert shown(held, "Ilie Dorca").name == "Barbă Albă"
        assert shown(held, "Ilie Dorca") == shown(held, "Whitebeard")


def test_the_same_correction_again_changes_nothing(dossier: Path):
    rename(dossier, "Whitebeard", "Barbă Albă")
    before = tables(dossier)
    rename(dossier, "Whitebeard", "Barbă Albă")
    assert tables(dossier) == before


def test_the_machine_corrects_nothing(dossier: Path):
    before = dossier.read_bytes()
    machines = Decision(kind="entity", left="a", right="b", verdict="same", score=1.0)
    with pytest.raises(InputError, match="`user:NAME`"):
        pipeline.decide(dossier, [machines])
    assert dossier.read_bytes() == before


def test_a_name_that_cannot_be_shown_is_not_stored(dossier: Path):
    before = dossier.read_bytes()
    for name, by in (("\udcff", "ana"), ("Ana", "\udcff"), ("Ana\u202e", "ana"), ("a" * 201, "ana")):
        with pytest.raises(InputError, match="give "):
            rename(dossier, "Whitebeard", name, by)
    assert dossier.read_bytes() == before


def test_no_dossier_is_made_by_correcting(tmp_path: Path):
    with pytest.raises(DossierMissing):
        pipeline.decide(tmp_path / "none.db", ())
    assert not list(tmp_path.iterdir())


def test_a_corrected_dossier_is_one_file(dossier: Path):
    rename(dossier, "Whitebeard", "Barbă Albă")
    assert [file.name for file in dossier.parent.iterdir()] == [dossier.name]
