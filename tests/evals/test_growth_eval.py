"""Made articles are real ones with other names, figures and days: every mark still lies on what it marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from evals.growth.drawn import drawn
from evals.growth.made import Made, files_of, make, reports
from evals.growth.measured import Clock, Cost, Growth, measured
from evals.growth.stock import Stock, stock
from evals.growth.varied import figure
from evals.invented.dossier import write
from samestory.engine import lasting
from samestory.intake import Options, take_in, where
from samestory.model import Article
from samestory.progress import silent
from samestory.store.writer import Writer

COUNT = 60


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Stock:
    path = tmp_path_factory.mktemp("stock") / "stock.db"
    write(path, 40)
    return stock(path)


@pytest.fixture(scope="module")
def made(real: Stock) -> list[Made]:
    return list(islice(reports(real), COUNT))


def spans(article: Article) -> Iterator[tuple[int, int]]:
    for one in (*article.units(), *(m.span for m in (*article.names, *article.times, *article.numbers))):
        yield one.start, one.end


def test_reports_are_the_same_however_many_are_taken(real: Stock, made: list[Made]):
    again = list(islice(reports(real), 7))
    assert [one.encoded.article for one in again] == [one.encoded.article for one in made[:7]]
    assert all(
        np.array_equal(a.encoded.vectors, b.encoded.vectors) for a, b in zip(again, made, strict=False)
    )
    assert len({one.encoded.article.id for one in made}) == COUNT


def test_marks_stay_where_they_are_and_words_change(real: Stock, made: list[Made]):
    old = {len(m.article.text): m.article for story in real.stories for m in story}
    changed = Counter[str]()
    for one in made:
        new, was = one.encoded.article, old[len(one.encoded.article.text)]
        assert list(spans(new)) == list(spans(was))
        changed["names"] += sum(a.span.of(new.text) != a.span.of(was.text) for a in new.names)
        changed["figures"] += sum(a.value != b.value for a, b in zip(new.numbers, was.numbers, strict=True))
        changed["days"] += new.published != was.published
        for number in new.numbers:
            written = number.span.of(new.text)
            assert not written.isdigit() or float(written) == number.value
    assert all(changed[kind] > COUNT / 2 for kind in ("names", "figures", "days"))


def test_reports_of_one_happening_name_and_count_alike(made: list[Made]):
    said = dict[int, dict[str, set[str]]]()
    for one in made:
        article = one.encoded.article
        names = {name.span.of(article.text) for name in article.names}
        said.setdefault(one.happening, {}).setdefault(article.id, names)
    several = [list(its.values()) for its in said.values() if len(its) > 1]
    shared = [len(left & right) / min(len(left), len(right)) for left, right, *_ in several]
    others = [len(a[0] & b[0]) for a, b in pairwise(several)]
    assert np.mean(shared) > 0.3
    assert np.mean(others) < np.mean([len(one[0]) for one in several]) / 2


def test_vectors_are_unit_rows_and_a_copy_is_nearer_than_another_happening(real: Stock, made: list[Made]):
    rows = np.concatenate([one.encoded.vectors for one in made])
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    by_text = dict[int, list[Made]]()
    for one in made:
        by_text.setdefault(len(one.encoded.article.text), []).append(one)
    near, far = list[float](), list[float]()
    for same in by_text.values():
        for left, right in pairwise(same):
            alike = float(np.mean(np.sum(left.encoded.vectors * right.encoded.vectors, axis=1)))
            (near if left.happening == right.happening else far).append(alike)
    assert near
    assert min(near) > np.mean(far)


def test_a_figure_keeps_its_length_and_the_zeros_at_its_end():
    assert figure("1200", "a") == figure("1200", "a") != figure("1200", "b")
    assert len(figure("1200", "a")) == 4
    assert figure("1200", "a").endswith("00")
    assert figure("00", "a") == "00"


def test_a_run_over_the_files_of_a_made_dossier_has_nothing_to_read(tmp_path: Path, real: Stock):
    path = tmp_path / "made.db"
    make(path, real, COUNT)
    with Writer.open(path) as writer, lasting(where(Options())) as workers:
        counts = take_in(writer, files_of(path), Options(), silent, workers)
        assert (counts.read, counts.unchanged) == (0, COUNT)
        assert len(list(writer.article_ids())) == COUNT
    file = measured(path)
    assert file.articles == COUNT
    assert file.megabytes * 1e3 / COUNT == pytest.approx(file.text + file.beyond)
    assert sum(file.tables.values()) == pytest.approx(file.megabytes * 1e3 / COUNT, rel=0.1)


def test_the_clock_gives_each_step_its_own_and_leaves_nothing_out():
    clock = Clock()
    for step, done in (
        ("names", 0),
        ("names", 1),
        ("gather", 0),
        ("gather", 1),
        ("collate", 1),
        ("collate", 2),
    ):
        clock(step, done, 2 if step == "collate" else 1)
    cost = clock.cost()
    named = [one.name for one in cost.steps]
    assert named == ["opening", "names", "after names", "gather", "collate", "after collate"]
    assert sum(one.seconds for one in cost.steps) == pytest.approx(cost.seconds, abs=1e-3)


def test_the_picture_shows_every_size_and_asks_for_nothing_outside(tmp_path: Path, real: Stock):
    path = tmp_path / "made.db"
    make(path, real, 10)
    cost, file = Cost(seconds=1, processor=2, peak=3), measured(path)
    grown = [
        Growth(articles=size, derived=cost, file=file, again=cost, added=cost, encoding=size / 7)
        for size in (1000, 10_000)
    ]
    picture = drawn(grown)
    root = ElementTree.fromstring(picture)
    lines = [one for one in root.iter() if one.get("class", "").startswith("line")]
    assert len(lines) == 9
    assert all(one.get("d", "").count("L") == 1 for one in lines)
    assert picture.count("http") == 1
