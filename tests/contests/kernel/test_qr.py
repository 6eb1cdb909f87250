import re
from xml.etree import ElementTree

import pytest
import zxingcpp
from PIL import Image

from contests.kernel.qr import QUIET, qr_matrix, qr_svg, runs

ADDRESS = "https://bangvang.example/kiem-tra/7K3M-9QWX-2"


@pytest.mark.parametrize("text", ["A", ADDRESS, "Nguyễn Thị Ngọc Ánh", ADDRESS * 8])
def test_the_matrix_reads_back_as_the_text(text: str):
    rows = qr_matrix(text)
    side = len(rows) + 2 * QUIET
    image = Image.new("L", (side, side), 255)
    for at, left, long in runs(rows):
        image.paste(0, (left + QUIET, at + QUIET, left + QUIET + long, at + QUIET + 1))
    found = zxingcpp.read_barcode(image.resize((side * 4, side * 4), Image.Resampling.NEAREST))
    assert found is not None
    assert found.text == text


def test_runs_hold_every_dark_module_and_no_light_one():
    rows = qr_matrix(ADDRESS)
    dark = {(at, column) for at, left, long in runs(rows) for column in range(left, left + long)}
    assert dark == {
        (at, column) for at, row in enumerate(rows) for column, module in enumerate(row) if module
    }


def test_the_svg_is_well_formed_and_needs_no_style():
    root = ElementTree.fromstring(qr_svg('<&"'))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert not any("style" in element.attrib or element.tag.endswith("style") for element in root.iter())


def test_the_svg_draws_the_runs_of_the_matrix():
    path = ElementTree.fromstring(qr_svg(ADDRESS)).findall("{http://www.w3.org/2000/svg}path")[1].attrib["d"]
    drawn = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", path)
    asked = [(left + QUIET, at + QUIET, long, long) for at, left, long in runs(qr_matrix(ADDRESS))]
    assert [tuple(map(int, square)) for square in drawn] == asked
