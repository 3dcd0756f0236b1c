"""The command: what it prints, where, and with which exit status; some in a process of its own."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import apsw
import pytest
from dossiers import EXAMPLES, FEW, PILE, Cli, copied, findings

import samestory as library
from samestory import pipeline
from samestory.encode import weights

# A page asks nothing of the network: only a reader's click on a link leads out.
ASKED = re.compile(
    r"""<(?:script|iframe|object|embed)\b[^>]*\b(?:src|data)=|<link\b[^>]*\bhref="""
    r"""|\b(?:src|srcset|poster)=["']?(?:https?:)?//|url\(\s*["']?(?:https?:)?//|@import""",
    re.I,
)
# More documents than are handed to a worker at a time.
BRIEFS = pipeline.Options().batch + 8


@pytest.fixture
def few(tmp_path: Path) -> Path:
    return copied(tmp_path / "few")


@pytest.fixture
def dossier(pile_dossier: Path, tmp_path: Path) -> Path:
    """A dossier of the example pile in the command's own folder: ``pile.db``."""
    return Path(shutil.copy(pile_dossier, tmp_path / "pile.db"))


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    return dict(json.loads((EXAMPLES / "expected.json").read_text("utf-8")))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of more than one task: brief reports in one file, then four of the examples'."""
    folder = copied(tmp_path_factory.mktemp("many") / "news")
    texts = [
        f"The council of town number {n} met on Monday. Bridge {3 * n} will cost {7 * n + 100} million."
        for n in range(BRIEFS)
    ]
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    (folder / "00.jsonl").write_text(lines, "utf-8")
    return folder


@pytest.fixture(scope="module")
def undisturbed(many: Path, prepared: Path) -> Path:
    """The dossier that one run over ``many`` gives."""
    made = many.parent / "undisturbed.db"
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(weights.CACHE_VARIABLE, str(prepared))
        pipeline.run(many, made)
    return made


def test_a_second_run_reads_nothing_and_tells_the_same(
    samestory: Cli, process: Cli, few: Path, tmp_path: Path
):
    first = process("run", few)
    assert (first.returncode, first.stderr) == (0, "")
    *told, last = first.stdout.splitlines()
    assert last == f"{len(FEW)} read now, 0 files unchanged. Dossier: few.db"
    before = (tmp_path / "few.db").read_bytes()
    second = samestory("run", few)
    assert (second.returncode, second.stderr) == (0, "")
    assert second.stdout.splitlines() == [*told, f"0 read now, {len(FEW)} files unchanged. Dossier: few.db"]
    assert process("stories", "few.db").stdout.splitlines() == told
    assert (tmp_path / "few.db").read_bytes() == before


def test_a_table_is_piped_in_with_its_own_names(environment: dict[str, str], tmp_path: Path):
    table = "heading,story,day\nBread dear,Bread got dearer in Kestrin. Flour is to blame.,2025-11-11\n"
    rows = json.dumps([dict(zip(*(line.split(",") for line in table.splitlines()), strict=True))])
    line = [
        sys.executable,
        "-m",
        "samestory",
        "run",
        "-",
        "--map",
        "text=story,title=heading",
        "--map",
        "date=day",
    ]
    options: dict[str, Any] = {"capture_output": True, "text": True, "cwd": tmp_path, "env": environment}
    done = subprocess.run(line, input=rows, check=False, **options)
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 read now, 0 files unchanged. Dossier: stdin.db" in done.stdout
    again = subprocess.run([*line[:5], "--json", *line[5:]], input=rows, check=False, **options)
    ((story,),) = (json.loads(again.stdout)["stories"],)
    (article,) = story["articles"]
    assert article["title"] == "Bread dear"
    assert (article["published"], article["published_how"]) == ("2025-11-11", "stated")
    assert re.fullmatch(r"stdin-[0-9a-f]{12}\.json#1", article["file"])


def test_a_pattern_names_the_dossier_after_its_folder(samestory: Cli, few: Path):
    done = samestory("run", f"{few}/0*.txt")
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 read now, 0 files unchanged. Dossier: few.db" in done.stdout


def test_json_is_one_object_of_the_promised_shape(samestory: Cli, expected: dict[str, Any]):
    done = samestory("run", PILE, "--json", FORCE_COLOR="1")
    assert done.returncode == 0
    assert "Reading" in done.stderr
    found = json.loads(done.stdout)
    assert set(found) == {"stories", "threads", "entities", "failures"}
    assert found["failures"] == []
    grouped = sorted(sorted(article["file"] for article in story["articles"]) for story in found["stories"])
    assert grouped == sorted(sorted(story["articles"]) for story in expected["stories"])
    for story in found["stories"]:
        assert {"id", "title", "thread", "articles", "origins"} <= story.keys()
        files = [article["file"] for article in story["articles"]]
        assert sorted(file for origin in story["origins"] for file in origin) == sorted(files)
        for article in story["articles"]:
            assert {"file", "lang", "title", "published", "published_how"} <= article.keys()
            assert article["published_how"] in {"stated", "inferred", "counterpart", "unknown"}
    again = samestory("run", PILE, "--json")
    assert (again.stdout, again.stderr) == (done.stdout, "")


def test_a_run_on_workers_tells_the_same(samestory: Cli, process: Cli, many: Path, undisturbed: Path):
    both = process("run", many, "--json", "--jobs", "2")
    assert (both.returncode, both.stderr) == (0, "")
    assert both.stdout == samestory("stories", undisturbed, "--json").stdout


def test_input_that_was_not_read_is_counted_listed_and_told_by_the_status(
    samestory: Cli, process: Cli, few: Path
):
    with (few / "giant.txt").open("wb") as stream:
        stream.truncate(50_000_001)
    (few / "lines.jsonl").write_text('{"text": "Bread got dearer. Flour is to blame."}\n{"text": \n', "utf-8")
    for read in (len(FEW) + 1, 0):
        done = samestory("run", few)
        assert done.returncode == 3
        assert "2 files not read" in done.stdout
        assert f"\n{read} read now" in done.stdout
    listed = process("failures", "few.db")
    assert listed.returncode == 0
    giant, line = listed.stdout.splitlines()
    assert re.match(r"giant\.txt \(ingest\): 50\.0 MB of text, over the limit", giant)
    assert re.match(r"lines\.jsonl#2 \(ingest\): the line is not JSON", line)
    told = json.loads(samestory("failures", "few.db", "--json").stdout)["failures"]
    assert [f"{one['file']} ({one['stage']}): {one['reason']}" for one in told] == [giant, line]
    held = json.loads(samestory("stories", "few.db", "--json").stdout)["failures"]
    assert held == [{"file": one["file"], "reason": one["reason"]} for one in told]


def test_listings_give_one_object_each(samestory: Cli, dossier: Path):
    listing = json.loads(samestory("stories", dossier, "--json").stdout)
    assert set(listing) == {"stories", "threads", "entities", "failures"}
    assert json.loads(samestory("failures", dossier, "--json").stdout) == {"failures": []}
    assert samestory("failures", dossier).stdout == ""
    shown = samestory("stories", dossier).stdout
    assert all(story["title"] in shown for story in listing["stories"])


def test_an_account_is_found_by_the_beginning_of_its_id(samestory: Cli, process: Cli, dossier: Path):
    story = json.loads(samestory("stories", dossier, "--json").stdout)["stories"][0]
    whole, short = process("account", dossier, story["id"]), samestory("account", dossier, story["id"][:8])
    assert (whole.returncode, whole.stderr) == (0, "")
    assert story["title"] in whole.stdout
    assert short.stdout == whole.stdout
    told = json.loads(samestory("account", dossier, story["id"][:8], "--json").stdout)
    keys = {
        "id",
        "title",
        "title_from",
        "about",
        "thread",
        "reports",
        "independent_origins",
        "articles",
        "dates",
        "origins",
        "rows",
        "rows_left_out",
        "wordings",
        "copies",
        "entities",
        "events",
    }
    assert (told["id"], set(told)) == (story["id"], keys)


def test_the_report_stands_alone(process: Cli, dossier: Path, tmp_path: Path):
    (tmp_path / "out.html").write_text("what was here before")
    done = process("report", dossier, "out.html", "--title", "Ports & ferries")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Wrote out.html")
    page = (tmp_path / "out.html").read_text("utf-8")
    assert "<title>Ports &amp; ferries" in page
    assert "304 milioane" in page
    assert "what was here before" not in page
    assert not ASKED.search(page)


def test_the_weights_can_be_shown_and_verified(samestory: Cli, process: Cli, prepared: Path):
    shown = process("models").stdout
    for command in (["models"], ["models", "verify"]):
        told = json.loads(samestory(*command, "--json").stdout)
        assert told["prepared"] is True
        assert told["path"].startswith(str(prepared))
        assert told["model_id"] in shown


def test_damaged_weights_stop_the_run_and_say_what_to_do(
    samestory: Cli, process: Cli, few: Path, prepared: Path, tmp_path: Path
):
    cache = str(shutil.copytree(prepared, tmp_path / "cache"))
    (model,) = Path(cache).rglob("model.onnx")
    with model.open("r+b") as stream:
        stream.truncate(1000)
    for command, line in ((process, ["run", few]), (samestory, ["models", "verify"])):
        done = command(*line, SAMESTORY_CACHE=cache)
        assert (done.returncode, done.stdout) == (1, "")
        assert str(model) in done.stderr
        assert "samestory models prepare" in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("line", "status", "says"),
    [
        ("run nowhere", 1, "nowhere"),
        ("run few --dossier no/such/few.db", 1, "no/such/few.db"),
        ("run few --dossier few", 1, "few is a folder"),
        ("stories nowhere.db", 1, "samestory run"),
        ("stories few/07.txt", 1, "not a dossier"),
        ("stories other.db", 1, "not a dossier"),
        ("failures few", 1, "few is a folder"),
        ("account pile.db no-such-story", 1, "no-such-story"),
        ("account pile.db", 2, "STORY"),
        ("report pile.db no/such/out.html", 1, "no/such/out.html"),
        ("report pile.db few", 1, "few"),
        ("models prepare nowhere", 1, "tokenizer.json"),
        ("models prepare --precision int4", 2, "int8"),
        ("run", 2, "FOLDER"),
        ("run few/*.pdf", 1, "no file matches few/*.pdf"),
        ("run few --map words=body", 1, "cannot map words=body"),
        ("run --depth few", 2, "there is no option --depth"),
        ("run few --jobs 0", 2, "--jobs"),
        ("run few --jobs two", 2, "--jobs"),
        ("run few --depth 2", 2, "--depth"),
        ("retell pile.db", 2, "retell"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    samestory: Cli, few: Path, dossier: Path, line: str, status: int, says: str
):
    apsw.Connection(str(dossier.with_name("other.db"))).execute("CREATE TABLE notes (text)").fetchall()
    done = samestory(*line.split())
    assert (done.returncode, done.stdout) == (status, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_place_that_cannot_be_written_is_named(process: Cli, few: Path):
    done = process("models", "prepare", SAMESTORY_CACHE=few / "07.txt")
    assert (done.returncode, done.stdout) == (1, "")
    assert "07.txt" in done.stderr
    assert "Traceback" not in done.stderr


def test_help_and_version(process: Cli):
    told = process("--help").stdout
    assert all(name in told for name in ("run", "stories", "account", "failures", "report", "models"))
    assert process("--version").stdout.strip() == library.__version__


def test_output_is_utf_8_whatever_the_system_speaks(samestory: Cli, process: Cli, dossier: Path):
    plain = samestory("stories", dossier)
    assert "≠ 340 млн" in plain.stdout
    assert process("stories", dossier, PYTHONIOENCODING="ascii").stdout == plain.stdout


def stored(dossier: Path) -> int:
    """How many articles are stored so far, seen from beside the run."""
    try:
        with library.View.open(dossier) as view:
            return sum(1 for _ in view.article_ids())
    except library.DossierError:
        return 0


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to another process")
def test_an_interrupted_run_goes_on_where_it_stopped(
    samestory: Cli, many: Path, undisturbed: Path, environment: dict[str, str], tmp_path: Path
):
    line = [sys.executable, "-m", "samestory", "run", str(many), "--dossier", "cut.db"]
    with subprocess.Popen(line, env=environment, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as cut:
        while cut.poll() is None and not stored(tmp_path / "cut.db"):
            time.sleep(0.01)
        cut.send_signal(signal.SIGINT)
        _, told = cut.communicate(timeout=60)
    assert cut.returncode == 130
    assert told == "samestory: interrupted; run the same command again to go on\n"
    held = stored(tmp_path / "cut.db")
    done = samestory("run", many, "--dossier", "cut.db")
    assert done.returncode == 0
    assert f"\n{BRIEFS + len(FEW) - held} read now" in done.stdout
    assert findings(tmp_path / "cut.db") == findings(undisturbed)


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes closed by their reader")
@pytest.mark.parametrize("as_json", [[], ["--json"]])
def test_a_reader_who_goes_away_is_no_error(environment: dict[str, str], dossier: Path, as_json: list[str]):
    line = [sys.executable, "-m", "samestory", "stories", str(dossier), *as_json]
    with subprocess.Popen(line, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as cut:
        assert cut.stdout is not None
        assert cut.stderr is not None
        cut.stdout.close()
        assert cut.wait(timeout=60) == 141
        assert cut.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told(environment: dict[str, str], dossier: Path):
    line = [sys.executable, "-m", "samestory", "stories", str(dossier)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(line, env=environment, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(b"samestory: the output: No space left on device")
    assert b"Traceback" not in done.stderr


def test_an_account_is_cut_to_so_many_rows(samestory: Cli, process: Cli, dossier: Path):
    story = json.loads(samestory("stories", dossier, "--json").stdout)["stories"][0]["id"]
    whole, cut = (
        json.loads(samestory("account", dossier, story, "--json", *rows).stdout)
        for rows in ((), ("--rows", "2"))
    )
    assert (len(cut["rows"]), whole["rows_left_out"]) == (2, 0)
    assert cut["rows_left_out"] == len(whole["rows"]) - 2
    assert [row for row in whole["rows"] if row in cut["rows"]] == cut["rows"]
    assert (
        f"… and {cut['rows_left_out']} more row" in samestory("account", dossier, story, "--rows", "2").stdout
    )
    assert process("account", dossier, story, "--rows", "0").returncode == 2


def test_a_report_opens_with_so_many_rows_in_the_readers_language(
    samestory: Cli, dossier: Path, tmp_path: Path
):
    done = samestory("report", dossier, "out.html", "--rows", "3", "--lang", "de")
    assert (done.returncode, done.stderr) == (0, "")
    page = (tmp_path / "out.html").read_text("utf-8")
    assert "Kräne aus Altmünde für den neuen Hafen an der Arna?</span></h3>" in page
    assert 'class="more"' in page
    assert samestory("report", dossier, "out.html", "--rows", "0").returncode == 2
    for command in (("stories", dossier), ("stories", dossier, "--json")):
        assert "Kräne aus Altmünde für den neuen Hafen" in samestory(*command, "--lang", "DE").stdout


def test_a_reader_of_no_language_is_told(samestory: Cli, dossier: Path):
    story = json.loads(samestory("stories", dossier, "--json").stdout)["stories"][0]["id"]
    for line in (("stories", dossier), ("account", dossier, story), ("report", dossier, "out.html")):
        done = samestory(*line, "--lang", "german")
        assert (done.returncode, done.stdout) == (1, "")
        assert "no language has the code 'german'; give a code such as bg, de, en" in done.stderr
