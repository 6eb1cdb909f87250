"""A built site taken out of the store: into a directory that a web server serves, or into one ZIP file."""

import io
import os
import shutil
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from contests.kernel import archives
from contests.kernel.storage import Storage, sync_directory
from contests.publication.site.building import area_of, index_at

_BUILDS = ".builds"


def unfold(
    storage: Storage, organiser_id: str, index: str, files: Callable[[], Mapping[str, str]], root: Path
) -> Path:
    """Make `root/<organiser>` show this build; whoever reads meanwhile, or a kill, finds the old site or the new, whole.

    `files` is asked only where there is something to do. The directory is a link to `root/.builds/<organiser>-<index>`; written aside, synced, then the link is replaced.
    """
    place, name = root / organiser_id, f"{organiser_id}-{index[:16]}"
    build = root / _BUILDS / name
    if not (place.is_symlink() and place.readlink() == Path(_BUILDS) / name and build.is_dir()):
        _write(storage, organiser_id, files(), build)
        _point(place, Path(_BUILDS) / name)
    _clear(root / _BUILDS, organiser_id, name)
    return place


def _write(storage: Storage, organiser_id: str, files: Mapping[str, str], build: Path) -> None:
    """A build complete under its name, or not there under that name at all."""
    aside = build.with_name(f"{build.name}.part")
    shutil.rmtree(aside, ignore_errors=True)
    shutil.rmtree(build, ignore_errors=True)
    for path, key in files.items():
        file = aside / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with storage.open(key, area=area_of(organiser_id)) as source, file.open("wb") as out:
            shutil.copyfileobj(source, out)
            out.flush()
            os.fsync(out.fileno())
    for folder in {(aside / path).parent for path in files} | {aside}:
        sync_directory(folder)
    aside.rename(build)
    sync_directory(build.parent)


def _point(place: Path, target: Path) -> None:
    aside = place.with_name(f".{place.name}.link")
    aside.unlink(missing_ok=True)
    aside.symlink_to(target)
    aside.replace(place)
    sync_directory(place.parent)


def _clear(builds: Path, organiser_id: str, kept: str) -> None:
    """The older builds go: a name in them may have been withdrawn."""
    for old in builds.glob(f"{organiser_id}-*"):
        if old.name != kept:
            shutil.rmtree(old, ignore_errors=True)


def packed(storage: Storage, organiser_id: str, index: str) -> bytes:
    """The whole site as one canonical ZIP; some megabytes."""
    files, area, out = index_at(storage, organiser_id, index), area_of(organiser_id), io.BytesIO()
    archives.write({path: partial(storage.open, key, area=area) for path, key in files.items()}, out)
    return out.getvalue()
