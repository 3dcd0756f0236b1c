"""Files made to do harm, damaged or cut off: a reason each, and nothing else lost."""

import bz2
import gzip
import io
import random
import tarfile
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from packing import BRIDGE, read, tarred, zipped

from samestory.ingest import Limits
from samestory.ingest.contents import contents
from samestory.ingest.kinds import SUFFIXES
from samestory.ingest.records import How

SMALL = Limits(max_bytes=10_000, max_ratio=20, min_unpacked=200_000)
NOISE = random.Random(7).randbytes(3000).hex().encode()


def noise(size: int) -> bytes:
    return random.Random(size).randbytes(size // 2).hex().encode()


def test_a_zip_bomb_is_a_failure_and_what_lies_beside_it_is_read(tmp_path: Path) -> None:
    data = zipped({"a.txt": BRIDGE, "bomb.txt": bytes(10_000_000), "c.txt": NOISE})
    found, failed = read(tmp_path / "x.zip", data, SMALL)
    assert set(found) == {"x.zip!a.txt", "x.zip!c.txt"}
    assert "would unpack from 0.0 MB to 10.0 MB" in failed["x.zip!bomb.txt"]


def test_many_files_that_each_stay_small_are_bounded_together(tmp_path: Path) -> None:
    data = zipped({f"{n}.txt": b"words " * 1500 for n in range(100)})
    found, failed = read(tmp_path / "x.zip", data, structs.replace(SMALL, min_unpacked=50_000, max_ratio=2))
    assert 0 < len(found) < 10
    assert set(failed) == {"x.zip"}
    assert "unpacks to far more" in failed["x.zip"]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
@pytest.mark.parametrize("name", ["x.txt", "x.jsonl", "x.tar"])
def test_a_compressed_bomb_ends_early(tmp_path: Path, name: str, pack) -> None:  # type: ignore[no-untyped-def]
    ending = ".gz" if pack is gzip.compress else ".bz2"
    data = tarred({"a.txt": BRIDGE, "bomb.txt": bytes(20_000_000)}) if name == "x.tar" else bytes(20_000_000)
    packed = pack(data)
    tracemalloc.start()
    found, failed = read(tmp_path / f"{name}{ending}", packed, SMALL)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found) == (name == "x.tar")
    assert failed
    assert peak < 5_000_000


def test_a_bomb_in_layers_counts_as_a_whole(tmp_path: Path) -> None:
    layer = bytes(200_000_000)
    for _ in range(3):
        layer = gzip.compress(layer)
    found, failed = read(tmp_path / "x.txt.gz.gz.gz", layer, SMALL)
    assert not found
    assert set(failed) == {"x.txt.gz.gz.gz"}


def test_archives_are_opened_so_deep_and_no_deeper(tmp_path: Path) -> None:
    data = zipped({"a.txt": BRIDGE})
    for _ in range(5):
        data = zipped({"in.zip": data, "b.txt": BRIDGE})
    found, failed = read(tmp_path / "x.zip", data, Limits(max_depth=3))
    assert list(found) == [f"x.zip{'!in.zip' * n}!b.txt" for n in (2, 1, 0)]
    assert failed == {"x.zip!in.zip!in.zip!in.zip": "more than 3 archives inside one another; unpack it"}


def test_names_lead_nowhere(tmp_path: Path) -> None:
    names = [
        "../../up.txt",
        "/etc/passwd.txt",
        "a/../../b.txt",
        "\\\\host\\c.txt",
        "x\x1b[31m\u202etxt.exe.txt",
    ]
    found, failed = read(tmp_path / "in" / "x.zip", zipped(dict.fromkeys(names, BRIDGE)))
    assert not failed
    assert len(found) == len(names)
    assert "x.zip!../../up.txt" in found
    assert not any("\x1b" in source or "\u202e" in source for source in found)
    assert [p.name for p in tmp_path.rglob("*")] == ["in", "x.zip"]
    assert len(read(tmp_path / "x.tar", tarred(dict.fromkeys(names, BRIDGE)))[0]) == len(names)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_two(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for word in ("one", "two", "three"):
            archive.writestr("a.txt", word)
    found, _ = read(tmp_path / "x.zip", packed.getvalue())
    assert {source: one.data for source, one in found.items()} == {
        "x.zip!a.txt": b"one",
        "x.zip!a.txt~2": b"two",
        "x.zip!a.txt~3": b"three",
    }


def test_links_and_devices_in_a_tar_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("not for this dossier")
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        kinds = {"a": tarfile.SYMTYPE, "b": tarfile.LNKTYPE, "c": tarfile.FIFOTYPE, "d": tarfile.CHRTYPE}
        for name, kind in kinds.items():
            info = tarfile.TarInfo(f"{name}.txt")
            info.type, info.linkname = kind, "../secret.txt"
            archive.addfile(info)
        info = tarfile.TarInfo("e.txt")
        info.size = len(BRIDGE)
        archive.addfile(info, io.BytesIO(BRIDGE))
    found, failed = read(tmp_path / "x.tar", packed.getvalue())
    assert list(found) == ["x.tar!e.txt"]
    assert [failed[f"x.tar!{name}.txt"] for name in "abcd"] == [
        *["a link, which is not followed in an archive"] * 2,
        *["not a regular file"] * 2,
    ]


def test_a_tar_with_a_giant_name_does_not_fill_the_memory(tmp_path: Path) -> None:
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 60_000_000
    data = gzip.compress(info.tobuf() + bytes(60_000_000))
    tracemalloc.start()
    _, failed = read(tmp_path / "x.tgz", data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "a name or note of 60.0 MB" in failed["x.tgz"]
    assert peak < 10_000_000


def test_a_locked_zip_says_so(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": BRIDGE, "b.txt": BRIDGE}))
    for magic, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(magic) + place] |= 1
    found, failed = read(tmp_path / "x.zip", bytes(data))
    assert list(found) == ["x.zip!b.txt"]
    assert failed == {"x.zip!a.txt": "locked with a password; unpack it and give the files"}


def test_one_damaged_file_in_a_zip_is_one_failure(tmp_path: Path) -> None:
    data = zipped({"a.txt": b"AAAA", "b.txt": BRIDGE}, zipfile.ZIP_STORED).replace(b"AAAA", b"AABA", 1)
    found, failed = read(tmp_path / "x.zip", data)
    assert list(found) == ["x.zip!b.txt"]
    assert "damaged" in failed["x.zip!a.txt"]


@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_of_a_zip_cut_off_the_whole_files_are_read(tmp_path: Path, how: int) -> None:
    data = zipped({"a.txt": BRIDGE, "b.jsonl": b'{"text": "One."}\n', "c.txt": NOISE}, how)
    cut = data[: data.index(b"c.txt") + 500]
    found, failed = read(tmp_path / "x.zip", cut)
    assert list(found) == ["x.zip!a.txt", "x.zip!b.jsonl#1"]
    assert "damaged" in failed["x.zip"]


def test_of_a_zip_written_to_a_pipe_and_cut_off_the_whole_files_are_read(tmp_path: Path) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    packed = Pipe()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in "abc":
            archive.writestr(f"{name}.txt", BRIDGE + name.encode())
    data = packed.getvalue()
    found, failed = read(tmp_path / "x.zip", data[: data.index(b"c.txt") + 10])
    assert [one.data[-1:] for one in found.values()] == [b"a", b"b"]
    assert set(failed) == {"x.zip"}


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_of_a_tar_cut_off_the_whole_files_are_read(tmp_path: Path, mode: str) -> None:
    name = f"x.tar{mode[1:].replace(':', '.')}"
    data = tarred({"a.txt": BRIDGE, "b.txt": noise(60_000), "c.txt": noise(60_000)}, mode)
    found, failed = read(tmp_path / name, data[: len(data) * 3 // 5])
    # bzip2 gives nothing of a block that is not all there, and its blocks are 900 kB.
    assert (f"{name}!a.txt" in found) == (mode != "w:bz2")
    assert failed
    assert set(failed) <= {name, f"{name}!b.txt", f"{name}!c.txt"}


def test_of_lines_in_a_gzip_cut_off_the_whole_lines_are_read(tmp_path: Path) -> None:
    noise = random.Random(3)
    rows = b"".join(b'{"text": "%s"}\n' % noise.randbytes(300).hex().encode() for _ in range(400))
    found, failed = read(tmp_path / "x.jsonl.gz", gzip.compress(rows)[:60_000])
    assert len(found) > 100
    assert failed == {"x.jsonl.gz": "it is cut off; what stands before is read"}


def test_half_a_text_is_not_read(tmp_path: Path) -> None:
    found, failed = read(tmp_path / "x.txt.gz", gzip.compress(NOISE)[:2000])
    assert (found, failed) == ({}, {"x.txt.gz": "it is cut off; what stands before is read"})


def test_a_false_ending_is_a_failure(tmp_path: Path) -> None:
    for suffix in (".zip", ".tar", ".tgz", ".tar.bz2", ".txt.gz", ".txt.bz2", ".txt.xz", ".json"):
        found, failed = read(tmp_path / f"x{suffix}", NOISE)
        assert not found
        assert list(failed) == [f"x{suffix}"]


def test_a_line_of_100_megabytes_is_one_failure_and_never_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    with path.open("wb") as out:
        out.write(b'{"text": "One."}\n')
        for _ in range(100):
            out.write(b"x" * 1_000_000)
        out.write(b'\n{"text": "Two."}\n')
    tracemalloc.start()
    with path.open("rb") as stream:
        found = list(contents(stream, "x.jsonl", ".jsonl", How(Limits(max_bytes=1_000_000))))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [one.source for one in found] == ["x.jsonl#1", "x.jsonl#2", "x.jsonl#3"]
    assert "100.0 MB long" in found[1].reason  # type: ignore[union-attr]
    assert peak < 5_000_000


BASES = {
    ".zip": zipped({"a.txt": BRIDGE, "b.jsonl": b'{"text": "One."}\n', "c.zip": zipped({"d.txt": NOISE})}),
    ".tar": tarred({"a.txt": BRIDGE, "b/" + "long" * 60 + ".txt": BRIDGE}),
    ".gz": gzip.compress(tarred({"a.txt": BRIDGE})),
    ".jsonl": b'{"text": "One."}\n{"text": ["Two", 3], "date": 1762870000}\n',
    ".json": b'[{"body_text": "One.", "headlines": [{"value": "T"}]}]',
}


@settings(max_examples=300)
@given(
    st.sampled_from(sorted(BASES)),
    st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), max_size=6),
    st.integers(0, 5000),
)
def test_no_damage_raises(suffix: str, changes: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(BASES[suffix])
    for place, byte in changes:
        data[place % len(data)] = byte
    data = data[: len(data) - cut % len(data)] if cut % 3 == 0 else data
    for found in contents(io.BytesIO(data), "x", suffix, How.of(len(data), SMALL)):
        assert found.source.startswith("x")


@settings(max_examples=200)
@given(st.sampled_from(sorted(SUFFIXES)), st.binary(max_size=600))
def test_no_bytes_raise_in_any_kind_of_file(suffix: str, data: bytes) -> None:
    for found in contents(io.BytesIO(data), "x", suffix, How.of(len(data), SMALL)):
        assert found.source.startswith("x")


def test_raw_deflate_is_no_gzip(tmp_path: Path) -> None:
    assert "damaged" in read(tmp_path / "x.txt.gz", zlib.compress(BRIDGE))[1]["x.txt.gz"]
