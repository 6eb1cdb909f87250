"""The ear itself: a name is heard in every form and packing, and silence is heard as silence."""

import base64
import unicodedata
from typing import Literal

import pytest
from flask import Flask, Response

from tests.canary.hearing import heard
from tests.canary.planting import PLANTS

NAMES = ("Nguyễn Thị Ngọc Ánh", "H’Hen Niê Kđăm", "Đặng Trần Côn", "Trường THCS Lê Quý Đôn")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("plant", PLANTS)
def test_a_planted_name_is_heard_in_every_channel(plant: str, name: str) -> None:
    with Flask(__name__).test_request_context():
        response = Response("<p>không có ai</p>")
        assert heard(spoken(response), NAMES) == set()
        PLANTS[plant](response, name)
        assert heard(spoken(response), NAMES) == {name}


def spoken(response: Response) -> bytes:
    return str(response.headers).encode() + response.get_data() if response.is_json else _whole(response)


def _whole(response: Response) -> bytes:
    """A body that is packed is heard by itself, as its first bytes tell what it is."""
    body = response.get_data()
    return (
        body
        if body[:2] in (b"PK", b"\x1f\x8b", b"%P", b"\xff\xd8")
        else str(response.headers).encode() + body
    )


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_both_normal_forms_are_heard_in_base64_of_utf_16(form: Literal["NFC", "NFD"]) -> None:
    said = unicodedata.normalize(form, f"tác giả {NAMES[0]}, lớp 8A").encode("utf-16-le")
    assert heard(b"data:" + base64.b64encode(said), NAMES) == {NAMES[0]}


def test_an_ordinary_text_is_silent() -> None:
    assert (
        heard("Giàn phơi tự động gặp mưa, dùng cảm biến ánh sáng và nguyễn liệu tái chế".encode(), NAMES)
        == set()
    )
