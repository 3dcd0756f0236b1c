"""The commands that read from the network, on a site of our own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw
import pytest
from dossiers import Cli, copied
from fetching import Site, serving

PAGE = (
    "<html><body><article><p>The ferry to {0} was late on Tuesday, the harbour office said.</p>"
    "<p>Ice held it up for three hours near {0}, and nobody was hurt.</p></article></body></html>"
)
LOADED = (
    "import sys\nfrom samestory.cli import app\n"
    "app(sys.argv[1:], result_action='return_value', exit_on_error=False)\n"
    "sys.stderr.write(' '.join(one for one in sys.modules if one.startswith('samestory.f')))"
)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        made.pages |= {"/a": PAGE.format("Velmora"), "/b": PAGE.format("Kestrin")}
        made.pages["/feed"] = "<rss><item><link>/a</link></item><item><link>/b</link></item></rss>"
        yield made


def test_an_address_is_run(samestory: Cli, site: Site):
    done = samestory("run", site.url("/feed"), "--allow-private", "--newest", 1)
    assert done.returncode == 0
    assert "Velmora" in done.stdout
    last = done.stdout.splitlines()[-1]
    assert last == f"1 read now, 0 files unchanged. Dossier: 127.0.0.1-{site.address.rpartition(':')[2]}.db"


def test_this_machine_is_not_asked_unless_told_so(process: Cli, site: Site):
    done = process("run", site.url("/a"), "--dossier", "x.db")
    assert done.returncode == 3
    assert "--allow-private" in done.stdout
    assert site.asked == []


def test_anything_is_added_to_a_dossier_that_is_there_or_not(samestory: Cli, site: Site, tmp_path: Path):
    copied(tmp_path / "few")
    first = samestory("add", "x.db", "few", site.url("/a"), "--allow-private")
    assert (first.returncode, first.stdout[:39]) == (0, "5 read now, 0 unchanged; the dossier ho")
    second = samestory("add", "x.db", site.url("/b"), "few", "--allow-private")
    assert second.stdout.startswith("1 read now, 4 unchanged; the dossier holds 6 articles, ")


def test_nothing_to_add_is_an_error(samestory: Cli, process: Cli):
    done = process("add", "x.db")
    assert done.returncode == 1
    assert "nothing to add" in done.stderr
    assert samestory("add", "x.db", "nowhere").returncode == 1


def test_feeds_are_followed_once(samestory: Cli, site: Site):
    done = samestory("watch", "x.db", site.url("/feed"), "--once", "--allow-private")
    assert done.returncode == 0
    assert "2 read now, 0 unchanged; the dossier holds 2 articles" in done.stdout
    # The dossier knows what it follows.
    again = samestory("watch", "x.db", "--once", "--allow-private")
    assert "0 read now, 2 unchanged" in again.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--every", "soon"), "--every soon is no time"),
        (("--every", "0m"), "--every 0m is no time"),
        (("--every", "999999d"), "--every 999999d is no time"),
        ((), "no dossier at x.db"),
    ],
)
def test_what_cannot_be_followed_is_an_error(samestory: Cli, arguments: tuple[str, ...], said: str):
    done = samestory("watch", "x.db", "--once", *arguments)
    assert done.returncode == 1
    assert said in done.stderr


def test_a_dossier_without_feeds_says_so(samestory: Cli, tmp_path: Path):
    copied(tmp_path / "few")
    samestory("add", "x.db", "few")
    done = samestory("watch", "x.db")
    assert done.returncode == 1
    assert "knows no feeds" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
def test_feeds_are_followed_until_stopped(environment: dict[str, str], site: Site, tmp_path: Path):
    line = [sys.executable, "-m", "samestory", "watch", "x.db", site.url("/feed"), "--every", "1s"]
    line.append("--allow-private")
    with subprocess.Popen(
        line, env=environment, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as run:
        assert run.stdout is not None
        assert b"2 read now" in run.stdout.readline()
        site.pages["/c"] = PAGE.format("Orlec")
        site.pages["/feed"] = "<rss><item><link>/c</link></item></rss>"
        while b"1 read now" not in (told := run.stdout.readline()):
            assert b"0 read now" in told
        # It says so before it waits.
        time.sleep(0.3)
        run.send_signal(signal.SIGINT)
        _, errors = run.communicate(timeout=60)
    assert (run.returncode, b"stopped" in errors) in {(0, True), (130, False)}


def test_a_dossier_in_use_is_tried_again_in_the_next_round(
    environment: dict[str, str], site: Site, tmp_path: Path
):
    line = [sys.executable, "-m", "samestory", "watch", "x.db", site.url("/feed"), "--every", "1s"]
    line.append("--allow-private")
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(line, env=environment, cwd=tmp_path, **pipes) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        assert b"2 read now" in run.stdout.readline()
        other = apsw.Connection(str(tmp_path / "x.db"))
        other.set_busy_timeout(10_000)
        other.execute("BEGIN IMMEDIATE")
        assert b"in use by another run" in run.stderr.readline()
        other.execute("ROLLBACK")
        other.close()
        while b"0 read now, 2 unchanged" not in run.stdout.readline():
            pass
        run.kill()


def test_a_run_over_files_loads_nothing_of_the_network(environment: dict[str, str], tmp_path: Path):
    copied(tmp_path / "few")
    line = [sys.executable, "-c", LOADED, "run", "few"]
    done = subprocess.run(line, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "samestory.fetch" not in done.stderr
    assert "samestory.follow" not in done.stderr


def test_what_a_page_changed_is_shown(samestory: Cli, process: Cli, site: Site):
    samestory("add", "x.db", site.url("/a"), "--allow-private")
    assert "No page" in samestory("versions", "x.db").stdout
    site.pages["/a"] = PAGE.format("Velmora").replace("three", "four")
    samestory("add", "x.db", site.url("/a"), "--allow-private")
    for arguments in ((), ("/a",)):
        told = samestory("versions", "x.db", *arguments).stdout.splitlines()
        assert told[0] == site.url("/a")
        assert [one.strip()[:29] for one in told[3:]] == [
            "− Ice held it up for three ho",
            "+ Ice held it up for four hou",
        ]
    assert '"changes"' in samestory("versions", "x.db", "--json").stdout
    assert process("versions", "x.db", "nothing").returncode == 1
