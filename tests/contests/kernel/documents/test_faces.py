import hashlib
import tomllib

import pytest

from contests.kernel.documents.faces import FONTS, Face, advance, covers, face_for, unprintable, width
from tests.contests.kernel.documents.reading import VIETNAMESE

VENDORED = tomllib.loads((FONTS / "VENDORED.toml").read_text("utf-8"))["family"]


def test_the_letters_are_134():
    assert len(set(VIETNAMESE)) == 134


@pytest.mark.parametrize("face", Face, ids=lambda face: face.name)
def test_a_face_has_every_vietnamese_letter(face: Face):
    assert [letter for letter in VIETNAMESE if not covers(face, letter)] == []


@pytest.mark.parametrize("face", Face, ids=lambda face: face.name)
def test_a_face_has_the_signs_that_papers_use(face: Face):
    assert covers(face, "’“”–…,;:.()/-0123456789\N{NO-BREAK SPACE}")


def test_every_font_file_is_the_one_vendored():
    listed = {name: digest for family in VENDORED for name, digest in family["sha256"].items()}
    there = {path.name: path for path in FONTS.iterdir() if path.name != "VENDORED.toml"}
    assert listed == {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in there.items()}


def test_every_family_comes_with_its_licence():
    for family in VENDORED:
        assert family["licence"] == "OFL-1.1"
        assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / family["licence_file"]).read_text("utf-8")


def test_a_name_with_ede_letters_is_set_whole_in_the_face_that_has_them():
    assert not covers(Face.DISPLAY, "Ƀlăm")
    assert face_for("Y Ƀlăm", Face.DISPLAY) is Face.TINOS_BOLD
    assert face_for("Y Blăm", Face.DISPLAY) is Face.DISPLAY


def test_unprintable_tells_each_sign_once_and_forgives_spaces():
    assert unprintable("Máy\tđo 🚀🚀 và ☃") == ["🚀", "☃"]
    assert unprintable("H’Hen Niê, Y Blăm, Ŏng Ƀlăm") == []


def test_a_width_is_the_sum_of_the_advances():
    assert width("Ánh", Face.TINOS, 1000) == pytest.approx(sum(advance(char, Face.TINOS) for char in "Ánh"))
