from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import numpy as np
import pytest

from samestory.model import Account as Collated
from samestory.model import (
    Article,
    Decision,
    Entity,
    Failure,
    Mention,
    Reason,
    Span,
    Spelling,
    Story,
    Thread,
    Title,
)
from samestory.store.connection import open_to_write
from samestory.store.view import View
from samestory.store.writer import Batch, Derived, Encoded, FileStamp, Sighting, Writer

ROOT = "news"


def article(name: str) -> Article:
    return Article(
        id=f"id-{name}", document_id=f"doc-{name}", source=name, lang="en",
        text="Bread got dearer.", sentences=(Span(0, 17),),
    )  # fmt: skip


def encoded(name: str, model: str = "m1") -> Encoded:
    vectors = np.random.default_rng(len(name)).normal(size=(1, 8)).astype(np.float32)
    return Encoded(article(name), vectors, model)


def seen(*names: str) -> Batch:
    return Batch(
        articles=tuple(encoded(name) for name in names),
        sightings=tuple(Sighting(ROOT, name, f"doc-{name}") for name in names),
    )


def failed(source: str, reason: str = "empty") -> Batch:
    return Batch(failures=((ROOT, Failure(source=source, stage="ingest", reason=reason)),))


def story(name: str) -> Story:
    return Story(
        id=name, titles=(Title(lang="en", words=name, article=f"id-{name}", span=Span(0, 1)),),
        thread="t", articles=(f"id-{name}",), origins=(), dates=(), account=Collated(rows=(), copies=()),
    )  # fmt: skip


def entity(name: str) -> Entity:
    return Entity(
        id=f"id-{name}", name=name, type="person", mentions=(Mention(article="id-a", name=0),),
        spellings=(Spelling(key=f"person:en:{name}", lang="en", written=name, count=1),),
    )  # fmt: skip


NOTHING = Derived(stories=(), bases=(), threads=(), entities=(), decisions=())


@pytest.fixture
def writer(tmp_path: Path):
    with Writer.open(tmp_path / "a.db") as opened:
        yield opened


def test_articles_come_back_whole_and_in_order(writer: Writer):
    writer.add(seen("b.txt", "a.txt"))
    assert list(writer.articles()) == [article("a.txt"), article("b.txt")]
    assert list(writer.article_ids()) == ["id-a.txt", "id-b.txt"]


def test_vectors_come_back_as_near_as_is_held(writer: Writer):
    writer.add(seen("a.txt"))
    vectors = writer.vectors("id-a.txt")
    assert (vectors.dtype, vectors.shape) == (np.float32, (1, 8))
    given = encoded("a.txt").vectors
    # Half a step, of which 64 to 128 reach the greatest number.
    assert np.abs(vectors - given).max() <= np.abs(given).max() / 120
    with pytest.raises(KeyError):
        writer.vectors("none")


def test_known_documents_are_those_read_with_the_model(writer: Writer):
    writer.add(seen("a.txt"))
    assert writer.known(["doc-a.txt", "doc-b.txt"], "m1") == {"doc-a.txt"}
    assert writer.known(["doc-a.txt"], "m2") == set()
    assert writer.models() == {"m1"}


def test_an_article_without_a_sighting_is_not_told_of(writer: Writer):
    writer.add(Batch(articles=(encoded("a.txt"),)))
    assert not list(writer.articles())
    assert writer.contents().articles == ()


def test_a_source_that_reads_now_is_no_failure_and_the_reverse(writer: Writer):
    writer.add(failed("a.txt"))
    writer.add(seen("a.txt"))
    assert writer.failures() == ()
    writer.add(failed("a.txt"))
    assert list(writer.articles()) == []
    assert [f.source for f in writer.failures()] == ["a.txt"]


def test_finishing_a_file_forgets_what_it_no_longer_holds(writer: Writer):
    writer.add(seen("a.jsonl#1", "a.jsonl#2", "a.jsonl2", "a.json"))
    writer.add(failed("a.jsonl#3"))
    writer.finish_file(FileStamp(ROOT, "a.jsonl", 1, 1), ["a.jsonl#1"])
    held = {source for sources in writer.files().values() for source in sources}
    assert held == {"a.jsonl#1", "a.jsonl2", "a.json"}
    assert writer.failures() == ()


@pytest.mark.parametrize(
    "other", [("other", "a.txt", 1, 2), (ROOT, "b.txt", 1, 2), (ROOT, "a.txt", 2, 2), (ROOT, "a.txt", 1, 3)]
)
def test_a_stamp_is_one_state_of_one_file(writer: Writer, other: tuple[str, str, int, int]):
    writer.finish_file(FileStamp(ROOT, "a.txt", 1, 2), ["a.txt"])
    assert writer.stamped(FileStamp(ROOT, "a.txt", 1, 2))
    assert not writer.stamped(FileStamp(*other))


def test_one_document_at_two_places_is_one_article_with_two_files(writer: Writer):
    writer.add(seen("a.txt"))
    writer.add(Batch(sightings=(Sighting(ROOT, "copy.txt", "doc-a.txt"),)))
    assert writer.files() == {"id-a.txt": ("a.txt", "copy.txt")}


def test_two_runs_that_begin_at_once_give_no_two_folders_one_name(tmp_path: Path):
    one, two = tmp_path / "monday" / "news", tmp_path / "tuesday" / "news"
    for folder in (one, two):
        folder.mkdir(parents=True)
    dossier = tmp_path / "a.db"
    with Writer.open(dossier) as writer:
        assert writer.models() == set()

    def other() -> str:
        with Writer.open(dossier) as writer:
            return writer.root(two)

    database = open_to_write(dossier)
    with ThreadPoolExecutor(1) as pool:
        with database.transaction():
            database.do("INSERT INTO roots VALUES ('news', ?)", one.as_posix())
            named = pool.submit(other)
            # It has looked, and waits to write.
            time.sleep(0.2)
        assert named.result() == "tuesday/news"
    database.close()


def test_several_folders_are_told_apart(writer: Writer):
    writer.add(seen("a.txt"))
    writer.add(Batch(sightings=(Sighting("more", "a.txt", "doc-a.txt"),)))
    writer.add(failed("b.txt"))
    assert writer.files() == {"id-a.txt": ("more/a.txt", "news/a.txt")}
    assert [f.source for f in writer.failures()] == ["news/b.txt"]


class TestRoots:
    def test_a_folder_goes_by_its_own_name(self, writer: Writer, tmp_path: Path):
        assert writer.root(tmp_path / "news") == "news"
        assert writer.root(tmp_path / "news") == "news"

    def test_two_of_one_name_are_told_apart(self, writer: Writer, tmp_path: Path):
        one, two = tmp_path / "monday" / "news", tmp_path / "tuesday" / "news"
        one.mkdir(parents=True)
        assert (writer.root(one), writer.root(two)) == ("news", "tuesday/news")
        assert (writer.root(one), writer.root(two)) == ("news", "tuesday/news")

    def test_one_that_moved_keeps_its_name(self, writer: Writer, tmp_path: Path):
        one = tmp_path / "monday" / "news"
        one.mkdir(parents=True)
        writer.root(one)
        one.parent.rename(tmp_path / "archive")
        assert writer.root(tmp_path / "archive" / "news") == "news"

    def test_the_root_of_all_has_a_name(self, writer: Writer):
        assert writer.root(Path("/")) == "/"


class TestDerived:
    REASON = Reason(name="r", value=1.0, says="s")
    MACHINES = Decision(kind="story", left="a", right="b", verdict="different", score=0.2, reasons=(REASON,))
    USERS = Decision(kind="story", left="a", right="b", verdict="same", score=1.0, made_by="user:ana")
    GROUPS = Derived(
        stories=(story("b"), story("a")),
        bases=("of b", "of a"),
        threads=(Thread(id="t", stories=("b", "a")),),
        entities=(entity("Ilie Dorca"), entity("Ana Bel")),
        decisions=(MACHINES,),
    )

    def test_comes_back_in_the_order_given(self, writer: Writer):
        assert writer.derive(self.GROUPS, "state", lambda: True)
        found = Derived(
            stories=writer.stories(), bases=self.GROUPS.bases, threads=writer.threads(),
            entities=writer.entities(), decisions=writer.decisions(),
        )  # fmt: skip
        assert found == self.GROUPS
        assert writer.contents().entities == self.GROUPS.entities
        assert (writer.count_stories(), writer.meta("derived")) == (2, "state")
        assert [writer.story_from(basis) for basis in self.GROUPS.bases] == list(self.GROUPS.stories)
        assert writer.story_from("of c") is None

    def test_replaces_the_machines_and_keeps_the_users(self, writer: Writer):
        writer.derive(self.GROUPS, "one", lambda: True)
        writer.decide(self.USERS)
        assert len(writer.decisions()) == 2
        writer.derive(NOTHING, "two", lambda: True)
        assert writer.decisions() == (self.USERS,)
        assert (writer.stories(), writer.entities()) == ((), ())

    def test_nothing_is_replaced_by_what_is_out_of_date(self, writer: Writer):
        writer.derive(self.GROUPS, "one", lambda: True)
        assert not writer.derive(NOTHING, "two", lambda: False)
        assert (writer.meta("derived"), writer.count_stories()) == ("one", 2)

    def test_what_is_kept_is_shown_once_it_is_put_in_place(self, writer: Writer, tmp_path: Path):
        writer.keep([("of a", story("a")), ("of b", story("b"))])
        assert writer.kept(("of a", "of c")) == {"of a"}
        assert writer.story_from("of b") == story("b")
        with View.open(tmp_path / "a.db") as view:
            assert (view.stories(), view.story_from("of b")) == ((), None)
        placed = (one for basis in ("of b", "of a") if (one := writer.story_from(basis)))
        writer.derive(msgspec.structs.replace(self.GROUPS, stories=placed), "one", lambda: True)
        assert writer.stories() == self.GROUPS.stories
        assert not list(writer._database.rows("SELECT * FROM collated"))
        assert writer.kept(("of a", "of c")) == {"of a"}

    def test_stories_can_be_made_of_those_whose_place_they_take(self, writer: Writer):
        writer.derive(self.GROUPS, "one", lambda: True)
        bases = ("of a", "of b")
        turned = (msgspec.structs.replace(held, thread="u") for held in map(writer.story_from, bases) if held)
        writer.derive(msgspec.structs.replace(NOTHING, stories=turned, bases=bases), "two", lambda: True)
        assert [(one.id, one.thread) for one in writer.stories()] == [("a", "u"), ("b", "u")]

    def test_users_decisions_are_told_without_the_machines(self, writer: Writer):
        writer.derive(self.GROUPS, "one", lambda: True)
        writer.decide(self.USERS)
        assert writer.told() == (self.USERS,)
        assert writer.decisions()[-1] == self.USERS
        assert len(writer.decisions()) > 1

    def test_a_story_told_of_before_its_file_changed_can_still_be_told(self, writer: Writer):
        writer.add(seen("a"))
        writer.derive(
            msgspec.structs.replace(NOTHING, stories=(story("a"),), bases=("of a",)), "one", lambda: True
        )
        writer.add(failed("a"))
        assert [one.id for one in writer.contents().articles] == ["id-a"]


class TestUsersDecisions:
    def decision(self, right: str, verdict: str, by: str, **more: str) -> Decision:
        told = {"kind": "entity", "left": "a", **more}
        return Decision(right=right, verdict=verdict, score=1.0, made_by=by, **told)  # type: ignore[arg-type]

    def test_the_last_of_a_pair_replaces_any_users(self, writer: Writer):
        machines = self.decision("b", "same", "machine")
        writer.derive(msgspec.structs.replace(NOTHING, decisions=(machines,)), "one", lambda: True)
        writer.decide(self.decision("b", "same", "user:ana"), self.decision("c", "same", "user:ana"))
        writer.decide(self.decision("b", "different", "user:bo"))
        assert writer.decisions() == (
            machines,
            self.decision("c", "same", "user:ana"),
            self.decision("b", "different", "user:bo"),
        )

    def test_come_in_the_order_they_were_made_in(self, writer: Writer):
        made = [self.decision(right, "same", "user:ana", left=left) for left, right in ("cd", "ab", "ac")]
        writer.decide(*made[:2])
        writer.decide(made[2])
        assert writer.decisions() == tuple(made)
        writer.decide(made[1])
        assert writer.decisions() == (made[0], made[2], made[1])

    def test_are_found_by_their_key(self, writer: Writer):
        asked: list[str] = []
        writer._database._connection.exec_trace = lambda _, sql, values: asked.append(sql) or True  # type: ignore[assignment,func-returns-value]
        writer.decide(
            self.decision("b", "same", "user:ana"), self.decision("b", "same", "user:a", kind="name")
        )
        writer._database._connection.exec_trace = None
        deletes = [sql for sql in asked if sql.startswith("DELETE")]
        assert len(deletes) == 3
        for sql in deletes:
            plan = writer._database.rows(f"EXPLAIN QUERY PLAN {sql}", *"abc"[: sql.count("?")])
            assert all("SEARCH" in step and "left=?" in step for *_, step in plan), sql

    def test_a_pair_is_the_same_either_way_round(self, writer: Writer):
        writer.decide(self.decision("b", "same", "user:ana"))
        turned = self.decision("a", "different", "user:ana", left="b")
        writer.decide(turned)
        assert writer.decisions() == (turned,)

    def test_of_another_kind_stay(self, writer: Writer):
        both = (self.decision("b", "same", "user:ana", kind=kind) for kind in ("entity", "story"))
        writer.decide(*both)
        assert len(writer.decisions()) == 2

    def test_a_spelling_has_one_name(self, writer: Writer):
        for name in ("Ana", "Anna"):
            writer.decide(self.decision(name, "same", "user:bo", kind="name"))
        writer.decide(self.decision("Ana", "same", "user:bo", kind="name", left="b"))
        assert [(one.left, one.right) for one in writer.decisions()] == [("a", "Anna"), ("b", "Ana")]


def test_contents_are_of_one_moment(writer: Writer, tmp_path: Path):
    writer.add(seen("a.txt"))
    with View.open(tmp_path / "a.db") as view:
        before = view.contents()
        with view._database.moment():
            assert len(list(view.article_ids())) == 1
            writer.add(seen("b.txt"))
            assert len(list(view.article_ids())) == 1
        assert len(view.contents().articles) == len(before.articles) + 1


def test_a_failure_stored_again_writes_nothing(writer: Writer, tmp_path: Path):
    writer.add(failed("a.txt"))
    log = tmp_path / "a.db-wal"
    size, version = log.stat().st_size, log.stat().st_mtime_ns
    writer.add(failed("a.txt"))
    writer.finish_file(FileStamp(ROOT, "a.txt", 1, 2), ["a.txt"])
    after = log.stat().st_size
    writer.add(failed("a.txt"))
    writer.finish_file(FileStamp(ROOT, "a.txt", 1, 2), ["a.txt"])
    assert size < after == log.stat().st_size
    assert version <= log.stat().st_mtime_ns
    writer.add(failed("a.txt", "cannot be read"))
    assert writer.failures()[0].reason == "cannot be read"
