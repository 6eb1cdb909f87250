"""Files are kept by what they hold, in areas that cannot reach each other, and read only when they are true."""

import errno
import hashlib
import io
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from contests.kernel.storage import AreaStorage, LocalStorage, Storage, StorageFault, StorageFull

PAGE = "Giải pháp của Nguyễn Thị Ngọc Ánh".encode()
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def storage(tmp_path: Path) -> LocalStorage:
    return LocalStorage(tmp_path / "files")


def put(storage: Storage, content: bytes = PAGE, area: str = "so-1/originals") -> str:
    return storage.put(io.BytesIO(content), area=area).key


def only_file(root: Path) -> Path:
    (found,) = (path for path in root.rglob("*") if path.is_file())
    return found


def test_what_is_put_is_described_and_read_again(storage):
    stored = storage.put(io.BytesIO(PAGE), area="originals")
    assert (stored.size, stored.sha256) == (len(PAGE), hashlib.sha256(PAGE).hexdigest())
    assert storage.read(stored.key, area="originals") == PAGE
    with storage.open(stored.key, area="originals") as file:
        assert file.read() == PAGE


def test_only_what_remains_of_a_stream_is_put(storage):
    stream = io.BytesIO(PAGE)
    stream.seek(10)
    assert storage.read(storage.put(stream, area="originals").key, area="originals") == PAGE[10:]


def test_an_empty_file_and_one_of_many_chunks_are_files_too(storage):
    for content in (b"", os.urandom((1 << 20) * 2 + 7)):
        assert storage.read(put(storage, content, "papers"), area="papers") == content


def test_the_same_bytes_are_one_file(storage):
    assert put(storage) == put(storage)
    assert storage.usage().files == 1


def test_an_area_does_not_hold_what_another_holds(storage):
    key = put(storage, area="a1/originals")
    assert not storage.exists(key, area="a1/pieces")
    assert not storage.exists(key, area="a2/originals")
    with pytest.raises(StorageFault):
        storage.read(key, area="a1/pieces")


def test_an_area_inside_another_is_not_counted_among_its_keys(storage):
    key = put(storage, area="a1")
    put(storage, b"x", area="a1/originals")
    assert list(storage.keys("a1")) == [key]


def test_bytes_that_changed_on_disk_are_not_handed_out(storage, tmp_path):
    key = put(storage, area="originals")
    only_file(tmp_path).write_bytes(PAGE.replace(b"N", b"n"))
    with pytest.raises(StorageFault):
        storage.read(key, area="originals")
    with pytest.raises(StorageFault):
        storage.open(key, area="originals")


def test_a_file_that_rotted_is_mended_when_it_is_put_again(storage, tmp_path):
    key = put(storage, area="originals")
    only_file(tmp_path).write_bytes(b"rot")
    put(storage, area="originals")
    assert storage.read(key, area="originals") == PAGE


def test_a_file_that_vanished_is_a_fault(storage, tmp_path):
    key = put(storage, area="originals")
    only_file(tmp_path).unlink()
    with pytest.raises(StorageFault):
        storage.open(key, area="originals")


def test_what_is_deleted_is_gone_and_deleting_again_is_no_error(storage):
    key = put(storage, area="papers")
    storage.delete(key, area="papers")
    storage.delete(key, area="papers")
    assert not storage.exists(key, area="papers")
    assert list(storage.keys("papers")) == []


def test_usage_counts_files_and_bytes_of_all_areas(storage):
    put(storage, b"123", area="a1/originals")
    put(storage, b"4567", area="pieces")
    usage = storage.usage()
    assert (usage.files, usage.size) == (2, 7)
    assert usage.free is not None
    assert usage.free > 0


def test_only_what_nobody_put_lately_may_be_collected(storage, tmp_path):
    key = put(storage, area="papers")
    os.utime(only_file(tmp_path), (LONG_AGO.timestamp(), LONG_AGO.timestamp()))
    later = LONG_AGO + timedelta(days=1)
    assert list(storage.keys("papers", untouched_since=later)) == [key]
    put(storage, area="papers")
    assert list(storage.keys("papers", untouched_since=later)) == []


AREAS = ["", "..", "../etc", "a/b/c", "/a", "a/", "a b", "a.b", "a+b", ".incoming", "tên", "a" * 65, "a\n"]


@pytest.mark.parametrize("area", AREAS)
def test_a_malformed_area_is_a_mistake_of_ours(storage, area):
    with pytest.raises(ValueError, match="not an area"):
        storage.put(io.BytesIO(PAGE), area=area)
    with pytest.raises(ValueError, match="not an area"):
        storage.within(area)


@pytest.mark.parametrize("key", ["", "../../secret", "A" * 64, "a" * 63, "a" * 64 + "\n"])
def test_a_malformed_key_is_a_mistake_of_ours(storage, key):
    for act in (storage.read, storage.open, storage.exists, storage.delete):
        with pytest.raises(ValueError, match="not a key"):
            act(key, area="papers")


def test_a_view_of_one_area_reads_and_writes_there_only(storage):
    hidden = put(storage, b"original", area="originals")
    pieces = storage.within("pieces")
    shown = pieces.put(io.BytesIO(PAGE)).key
    assert pieces.read(shown) == PAGE
    with pieces.open(shown) as file:
        assert file.read() == PAGE
    assert list(pieces.keys()) == [shown]
    assert not pieces.exists(hidden)
    with pytest.raises(StorageFault):
        pieces.read(hidden)
    pieces.delete(shown)
    assert not pieces.exists(shown)
    assert storage.exists(hidden, area="originals")


def test_a_view_cannot_be_turned_to_another_area(storage):
    view = storage.within("pieces")
    assert isinstance(view, AreaStorage)
    with pytest.raises(AttributeError):
        view.area = "originals"


def test_a_file_is_readable_by_its_owner_only(storage, tmp_path):
    put(storage)
    assert only_file(tmp_path).stat().st_mode & 0o077 == 0


class Breaking(io.BytesIO):
    """A stream that gives its first bytes and then an error of the system."""

    def __init__(self, number: int) -> None:
        super().__init__(PAGE)
        self.number = number

    def read(self, size: int | None = -1) -> bytes:
        if self.tell():
            raise OSError(self.number, "told by the system")
        return super().read(5)


FAULTS = {errno.ENOSPC: StorageFull, errno.EDQUOT: StorageFull, errno.ECONNRESET: ConnectionResetError}


@pytest.mark.parametrize(("number", "told"), FAULTS.items())
def test_a_put_that_breaks_off_says_why_and_leaves_nothing(storage, tmp_path, number, told):
    with pytest.raises(told):
        storage.put(Breaking(number), area="originals")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_a_killed_process_left_is_swept_once_it_is_old(storage, tmp_path):
    half = tmp_path / "files" / ".incoming" / "half"
    half.write_bytes(b"x")
    os.utime(half, (LONG_AGO.timestamp(), LONG_AGO.timestamp()))
    kept = put(storage, area="papers")
    assert storage.usage().files == 1
    assert storage.sweep_unfinished(LONG_AGO) == 0
    assert storage.sweep_unfinished(LONG_AGO + timedelta(days=1)) == 1
    assert not half.exists()
    assert storage.exists(kept, area="papers")
