import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contests.kernel import archives
from contests.kernel.errors import Done, Refused
from contests.kernel.sessions import value_of

FILES = {
    "manifest.json": b"{}\n",
    "files/0a": b"\0" * 3000,
    "files/0b": b"",
    "a": "Nguyễn Thị Ngọc Ánh".encode(),
}
paths = st.text("abcdefgh/._-0123456789", min_size=1, max_size=12)


def written(files):
    out = io.BytesIO()
    archives.write(
        {path: lambda content=content: io.BytesIO(content) for path, content in files.items()}, out
    )
    return out.getvalue()


def read(data):
    return archives.read(io.BytesIO(data), len(data))


def test_any_program_opens_it():
    with zipfile.ZipFile(io.BytesIO(written(FILES))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == FILES
        assert archive.namelist() == sorted(FILES)


def test_the_order_in_which_files_are_given_changes_nothing():
    assert written(FILES) == written(dict(reversed(FILES.items())))


@given(st.dictionaries(paths, st.binary(max_size=200), max_size=6))
def test_what_was_written_is_read(files):
    data = written(files)
    members = value_of(read(data))
    assert {path: archives.content(io.BytesIO(data), member) for path, member in members.items()} == files


def test_any_flipped_bit_is_refused():
    whole = written({"a": b"xy", "b/c": b"z"})
    for bit in range(len(whole) * 8):
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        assert isinstance(read(bytes(flipped)), Refused), f"bit {bit}"


@pytest.mark.parametrize("more", [b"\0", b"PK\3\4", written({"x": b"x"})])
def test_nothing_may_stand_before_or_behind_it(more):
    whole = written(FILES)
    assert isinstance(read(whole), Done)
    assert isinstance(read(whole + more), Refused)
    assert isinstance(read(more + whole), Refused)


def test_another_programs_archive_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a", b"xy")
    assert isinstance(read(out.getvalue()), Refused)


def test_a_file_that_is_no_archive_is_refused():
    assert isinstance(read(b""), Refused)
    assert isinstance(read(b"%PDF-1.7"), Refused)
    assert isinstance(read(b"PK\3\4" + b"\xff" * 60), Refused)


def test_a_path_twice_is_refused():
    twice = written({"a": b"1"})
    head = twice[: twice.index(b"PK\1\2")]
    assert isinstance(read(head + head), Refused)
