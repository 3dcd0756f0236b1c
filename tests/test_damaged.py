"""Damaged dossiers at the command line: each command works or says what is wrong, and none makes it worse."""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import apsw
import pytest
from commanding import AS_IN_A_SHELL, command
from dossiers import is_sound
from gathering import FEW, MORE, contents, gathered
from hypothesis import given, settings
from hypothesis import strategies as st

from samestory import pipeline
from samestory.store.checking import problems
from samestory.store.grounds import Bounds
from samestory.store.rescue import Rescued, rescue
from samestory.store.view import View
from samestory.store.writer import Writer

pytestmark = AS_IN_A_SHELL
READING = (
    *(
        ("stories",),
        ("threads",),
        ("copies",),
        ("names",),
        ("timeline",),
        ("quotes",),
        ("events",),
        ("graph",),
    ),
    *(("versions",), ("failures",), ("check",), ("check", "--json"), ("search", "ferry", "--by", "words")),
)
# Where bytes are overwritten, as a part of the file, and with what; where the file is cut off.
SPOILT = st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=300)), max_size=4)
CUT = st.one_of(st.none(), st.floats(0, 1))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return gathered(tmp_path_factory.mktemp("whole") / "a.db")


def spoilt(data: bytes, spots: Sequence[tuple[float, bytes]], cut: float | None) -> bytes:
    made = bytearray(data)
    for part, others in spots:
        start = int(part * len(made))
        made[start : start + len(others)] = others[: len(made) - start]
    return bytes(made[: None if cut is None else int(cut * len(made))])


@settings(max_examples=25)
@given(spots=SPOILT, cut=CUT, words=st.sampled_from(READING))
def test_every_command_works_or_says_what_is_wrong(whole: Path, spots, cut, words):  # type: ignore[no-untyped-def]
    data = spoilt(whole.read_bytes(), spots, cut)
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "b.db"
        path.write_bytes(data)
        status, _, complaint = command(words[0], path, *words[1:])
        assert path.read_bytes() == data
    assert status in (0, 1)
    if status == 1 and words[0] != "check":
        assert (
            "is damaged" in complaint or "is not a dossier" in complaint or "has dossier version" in complaint
        )


@settings(max_examples=8)
@given(spots=SPOILT, cut=CUT)
def test_what_is_added_to_a_damaged_one_is_added_or_refused(whole: Path, spots, cut):  # type: ignore[no-untyped-def]
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "b.db"
        path.write_bytes(spoilt(whole.read_bytes(), spots, cut))
        one, other = sorted(story.id for story in contents(whole).stories)[:2]
        status, _, complaint = command("stories", "join", path, one, other, "--by", "ana")
        assert (status == 0) or complaint.startswith("samestory: ")


def changed(dossier: Path, copy: Path, sql: str) -> list[str]:
    """What is found wrong with a copy that ``sql`` was done to."""
    copy.write_bytes(dossier.read_bytes())
    connection = apsw.Connection(str(copy))
    connection.execute(sql).fetchall()
    connection.close()
    return list(problems(copy))


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("UPDATE articles SET text = text || '!' WHERE rowid = 2", "article 2 cannot be read"),
        ("UPDATE articles SET id = substr(id, 2) || 'x' WHERE rowid = 3", "article 3 .* does not say what"),
        ("UPDATE articles SET vectors = substr(vectors, 5) WHERE rowid = 1", "article 1 .* has not a vector"),
        ("UPDATE articles SET record = CAST('{' AS BLOB) WHERE rowid = 4", "article 4 cannot be read"),
        ("UPDATE stories SET record = CAST('[]' AS BLOB)", "stories cannot be read"),
        ("DELETE FROM articles WHERE rowid = 1", "1 articles of stories are not there"),
        ("DELETE FROM words_data WHERE id > 10", "words"),
        ("UPDATE verdicts SET kind = -1", "verdicts cannot be read"),
        ("UPDATE verdicts SET verdict = 99", "verdicts cannot be read"),
        ("UPDATE verdicts SET reasons = zeroblob(3)", "verdicts cannot be read"),
        ("DELETE FROM sides WHERE number = 1", r"\d+ verdicts are on what is not there"),
    ],
)
def test_what_is_wrong_is_found(whole: Path, tmp_path: Path, sql: str, told: str):
    found = changed(whole, tmp_path / "b.db", sql)
    assert found
    assert re.search(told, found[0])


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE judged SET pairs = substr(pairs, 1, length(pairs) - 9)", True),
        *((f"UPDATE meta SET value = '!' WHERE key = '{key}'", False) for key in ("growth", "said")),
    ],
)
def test_what_a_decision_goes_on_from_is_told_of_where_it_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sql: str, found: bool
):
    monkeypatch.setattr(pipeline, "BOUNDS", Bounds(fewest=1))
    whole, copy = gathered(tmp_path / "a.db"), tmp_path / "b.db"
    assert [one.startswith("judged cannot be read") for one in changed(whole, copy, sql)] == [True] * found
    one, other = sorted(story.id for story in contents(whole).stories)[:2]
    status, _, complaint = command("stories", "join", copy, one, other, "--by", "ana")
    assert status == 1
    assert "is damaged" in complaint


def test_what_is_listed_and_not_there_is_found(whole: Path, tmp_path: Path):
    copy = tmp_path / "b.db"
    copy.write_bytes(whole.read_bytes())
    connection = apsw.Connection(str(copy))
    # Its indexes go on listing what the table has no more.
    for sql in (
        "CREATE TABLE aside AS SELECT * FROM sqlite_master WHERE name LIKE 'articles_%'",
        "PRAGMA writable_schema = ON",
        "DELETE FROM sqlite_master WHERE name LIKE 'articles_%'",
        "PRAGMA writable_schema = RESET",
        "DELETE FROM articles WHERE rowid = 3",
        "PRAGMA writable_schema = ON",
        "INSERT INTO sqlite_master SELECT * FROM aside",
    ):
        connection.execute(sql).fetchall()
    connection.close()
    found = list(problems(copy))
    assert any(re.fullmatch("article 3 is listed, and is not there", one) for one in found)


def test_a_sound_one_is_found_sound(whole: Path):
    assert list(problems(whole)) == []
    assert command("check", whole) == (0, f"{whole} is sound.\n", "")


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit")
def test_a_disk_that_fills_up_on_the_way_is_told_and_loses_nothing(whole: Path, tmp_path: Path):
    resource = pytest.importorskip("resource")
    path = tmp_path / "b.db"
    path.write_bytes(whole.read_bytes())
    before = contents(path)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    # No file may grow beyond: the log beside the dossier is the first to.
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, hard))
    try:
        ids = sorted(story.id for story in before.stories)[:2]
        status, _, complaint = command("stories", "join", path, *ids, "--by", "ana")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (status, "cannot open or write" in complaint or "is full" in complaint) == (1, True)
    assert is_sound(path)
    assert contents(path).articles == before.articles
    # With room again all goes on.
    assert gathered(path, MORE) == path
    assert len(contents(path).articles) == len(before.articles) + len(MORE)


def test_an_empty_file_is_no_dossier_to_read_and_one_to_write(tmp_path: Path):
    (tmp_path / "a.db").touch()
    assert command("stories", tmp_path / "a.db").status == 1
    with Writer.open(tmp_path / "a.db"):
        pass
    assert command("stories", tmp_path / "a.db").status == 0


def test_what_is_whole_is_rescued(tmp_path: Path):
    dossier = gathered(tmp_path / "a.db")
    ids = sorted(story.id for story in contents(dossier).stories)[:2]
    assert command("stories", "join", dossier, *ids, "--by", "ana").status == 0
    before = contents(dossier)
    connection = apsw.Connection(str(dossier))
    # One article is lost, of one the vectors; stories and the index cannot be read.
    for sql in (
        "UPDATE articles SET record = CAST('{' AS BLOB) WHERE rowid = 2",
        "UPDATE stories SET record = CAST('{' AS BLOB)",
        "DELETE FROM words_data",
    ):
        connection.execute(sql).fetchall()
    connection.close()
    data = dossier.read_bytes()
    done = command("rescue", dossier, tmp_path / "b.db")
    assert done.status == 0
    assert "10 articles" in done.told
    assert "something could not be read in 1 places" in done.told
    after = contents(tmp_path / "b.db")
    assert {one.id for one in before.articles} > {one.id for one in after.articles}
    assert [one for one in after.decisions if one.made_by == "user:ana"] == [
        one for one in before.decisions if one.made_by == "user:ana"
    ]
    assert list(problems(tmp_path / "b.db")) == []
    assert dossier.read_bytes() == data
    assert "is there already" in command("rescue", dossier, tmp_path / "b.db").complaint


@pytest.mark.parametrize("width", [1 << 40, -5, 0, 100])
def test_an_article_with_a_damaged_width_is_rescued_to_be_read_again(tmp_path: Path, width: int):
    dossier = gathered(tmp_path / "a.db")
    connection = apsw.Connection(str(dossier))
    connection.execute("UPDATE articles SET width = ? WHERE rowid = 2", (width,)).fetchall()
    connection.close()
    done = rescue(dossier, tmp_path / "b.db")
    assert (done.articles, done.lost) == (11, 0)
    with Writer.open(tmp_path / "b.db") as writer:
        assert len(writer.outdated()) == 1


def test_what_readers_decided_late_and_often_is_rescued(tmp_path: Path):
    dossier = gathered(tmp_path / "a.db")
    ids = sorted(story.id for story in contents(dossier).stories)[:2]
    assert command("stories", "join", dossier, *ids, "--by", "ana").status == 0
    connection = apsw.Connection(str(dossier))
    # After some hundred corrections its row has a number beyond that of all the bytes there are.
    for sql in (
        "UPDATE decisions SET rowid = rowid + 10000000 WHERE made_by <> 'machine'",
        """INSERT INTO meta VALUES ('growth', '{"whole": 5000}')""",
    ):
        connection.execute(sql).fetchall()
    connection.close()
    with View.open(dossier) as view:
        told = view.told()
    assert rescue(dossier, tmp_path / "b.db") == Rescued(articles=11, decisions=len(told), lost=0)
    with View.open(tmp_path / "b.db") as view:
        assert (view.told(), view.held().growth()) == (told, None)


def spoil_roots(dossier: Path, *names: str) -> None:
    """Overwrite the first page of tables and indexes, from which all others of theirs are found."""
    connection = apsw.Connection(str(dossier))
    ((size,),) = connection.execute("PRAGMA page_size")
    sql = "SELECT rootpage FROM sqlite_master WHERE name IN (SELECT value FROM json_each(?))"
    pages = [page for (page,) in connection.execute(sql, (json.dumps(names),))]
    connection.close()
    assert len(pages) == len(names)
    data = bytearray(dossier.read_bytes())
    for page in pages:
        data[(page - 1) * size : page * size] = b"\xff" * size
    dossier.write_bytes(data)


ARTICLES = ("articles", "sqlite_autoindex_articles_1", "articles_document", "articles_address")


@pytest.mark.parametrize(
    ("roots", "lost"),
    [
        # Of a table that cannot be read the indexes tell how many rows it had.
        (ARTICLES[:1], len(FEW)),
        ((*ARTICLES[:1], *ARTICLES[2:]), len(FEW)),
        (ARTICLES[:3], len(FEW)),
        # Nothing does: a part of the file is lost.
        (ARTICLES, 1),
    ],
)
def test_a_table_that_cannot_be_read_at_all_is_told_by_its_rows(
    whole: Path, tmp_path: Path, roots: Sequence[str], lost: int
):
    dossier = tmp_path / "a.db"
    dossier.write_bytes(whole.read_bytes())
    spoil_roots(dossier, *roots)
    assert rescue(dossier, tmp_path / "b.db") == Rescued(articles=0, decisions=0, lost=lost)


@pytest.mark.parametrize("letter", ["'mX'", "CAST(x'6dff' AS TEXT)"])
def test_a_dossier_with_a_damaged_name_of_its_model_goes_on_once_rescued(tmp_path: Path, letter: str):
    dossier = gathered(tmp_path / "a.db")
    connection = apsw.Connection(str(dossier))
    # The first and the last row, so that neither is taken for all.
    connection.execute(f"UPDATE articles SET model = {letter} WHERE rowid IN (1, 11)").fetchall()
    connection.close()
    assert rescue(dossier, tmp_path / "b.db") == Rescued(articles=11, decisions=0, lost=0)
    with Writer.open(tmp_path / "b.db") as writer:
        assert writer.models() == {"m1"}
        assert writer.known([one.article.document_id for one in FEW], "m1") == {
            one.article.document_id for one in FEW
        }


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit")
def test_a_disk_that_fills_up_while_it_is_rescued_leaves_nothing_half_made(whole: Path, tmp_path: Path):
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    # Room for the tables, and not for what is in them.
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    try:
        status, _, complaint = command("rescue", whole, tmp_path / "b.db")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (status, "cannot open or write" in complaint or "is full" in complaint) == (1, True)
    assert list(tmp_path.iterdir()) == []
    assert command("rescue", whole, tmp_path / "b.db").status == 0


@pytest.mark.usefixtures("encoding")
def test_what_is_rescued_and_cannot_be_derived_is_kept_to_go_on_from(whole: Path, tmp_path: Path):
    dossier, new = tmp_path / "a.db", tmp_path / "b.db"
    dossier.write_bytes(whole.read_bytes())
    connection = apsw.Connection(str(dossier))
    # It is to be read again, and the weights that read the others are not those here.
    connection.execute("UPDATE articles SET width = 0 WHERE rowid = 2").fetchall()
    connection.close()
    status, told, complaint = command("rescue", dossier, new)
    assert (status, told) == (1, "")
    assert f"what could be read is in {new}; `samestory upgrade {new}` goes on" in complaint
    assert "prepare the former" in complaint
    with View.open(new) as view:
        assert view.count_articles() == len(FEW)


def test_what_stood_where_something_is_to_be_rescued_to_stays(whole: Path, tmp_path: Path):
    (tmp_path / "b.db").write_text("notes")
    assert command("rescue", whole, tmp_path / "b.db").status == 1
    assert (tmp_path / "b.db").read_text() == "notes"


@settings(max_examples=12)
@given(spots=SPOILT, cut=CUT)
def test_whatever_is_rescued_is_sound(whole: Path, spots, cut):  # type: ignore[no-untyped-def]
    with tempfile.TemporaryDirectory() as home:
        path, new = Path(home) / "b.db", Path(home) / "c.db"
        path.write_bytes(spoilt(whole.read_bytes(), spots, cut))
        if command("rescue", path, new).status == 0:
            assert list(problems(new)) == []
            held = {one.id: one for one in contents(whole).articles}
            assert {one.id for one in contents(new).articles} <= held.keys()
