"""Certificates against WeasyPrint, fpdf2 and Typst: one merged file, separate files, bytes a page, memory as the file grows.

All draw one design: twelve lines of text in the same faces, a guilloche border, an emblem, a QR code of a signed payload
from the same encoder. The rivals get the border and the emblem as a vector picture that each keeps once where it can.
CPU time, the median of five runs over other words each time; each rival is asked for as many pages as take it about a second.
"""

import io
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

from bench.certificate_rivals import fpdf_file, fpdf_files, typst_file, typst_files, weasy_file, weasy_files
from bench.certificate_words import SHARED, grants
from bench.figures import Figure
from contests.certificates.design.presets import preset
from contests.certificates.drawing import Template, draw, draw_one

NAME = "giay-chung-nhan"
ROUNDS = 5
PAGES = 400
MOST_BYTES, MOST_MEMORY = 1500, 100_000_000
Maker = Callable[[int, int], object]


def run() -> list[Figure]:
    ready = Template(preset(NAME), SHARED)
    merged, files = (
        _speed(lambda count, first: draw(ready, grants(count, first), io.BytesIO()), PAGES),
        _single(ready),
    )
    return [
        _against("merged, WeasyPrint", merged, _speed(weasy_file, 20), 60),
        _against("merged, fpdf2", merged, _speed(fpdf_file, 60), 6),
        _against("merged, Typst", merged, _speed(typst_file, PAGES), 2.5),
        _against("separate files, WeasyPrint", files, _speed(weasy_files, 6), 60),
        _against("separate files, Typst", files, _speed(typst_files, 40), 3),
        _against("separate files, fpdf2", files, _speed(fpdf_files, 6), None),
        _weight(ready),
        *_memory(),
    ]


def _single(ready: Template) -> float:
    return _speed(lambda count, first: [draw_one(ready, grant) for grant in grants(count, first)], 200)


def _speed(make: Maker, count: int) -> float:
    """Pages a second of CPU time: the median of five runs after one to warm up."""
    make(count, 0)
    times = []
    for turn in range(1, ROUNDS + 1):
        start = time.process_time()
        make(count, turn * count)
        times.append(time.process_time() - start)
    return count / statistics.median(times)


def _against(name: str, ours: float, theirs: float, times: float | None) -> Figure:
    """Our cost over the rival's; the limit is one over how many times faster we have to be."""
    detail = f"{ours / theirs:,.1f} times: {ours:,.0f}/s against {theirs:,.1f}/s"
    limit = 1 / times if times else None
    return Figure(f"certificates, {name}", theirs / ours, limit, "CPU time, against the rival", detail)


def _weight(ready: Template) -> Figure:
    few, many = (_size(ready, count) for count in (10, 510))
    each = (many - few) / 500
    detail = f"{each:,.0f} bytes; the first page with fonts and art {few:,}"
    return Figure("certificates, a further page", each / MOST_BYTES, 1, "bytes, of 1,500 allowed", detail)


def _size(ready: Template, count: int) -> int:
    out = io.BytesIO()
    draw(ready, grants(count), out)
    return len(out.getvalue())


def _memory() -> Iterator[Figure]:
    thousand, many = _resident(1000), _resident(20_000)
    said = f"{thousand / 1e6:.0f} MB for 1,000"
    yield Figure("certificates, memory of 1,000", thousand / MOST_MEMORY, 1, "of 100 MB allowed", said)
    said = f"{many / 1e6:.0f} MB for 20,000, {said}; eight bytes an object for the table of contents"
    yield Figure("certificates, memory of 20,000 streamed", many / thousand, 1.2, "resident, of 1,000", said)


_DRAWER = """
import re, sys
from pathlib import Path
from bench.certificates import Nowhere, NAME
from bench.certificate_words import SHARED, grants
from contests.certificates.design.presets import preset
from contests.certificates.drawing import Template, draw
draw(Template(preset(NAME), SHARED), grants(int(sys.argv[1])), Nowhere())
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


class Nowhere(io.BytesIO):
    """A stream that forgets what it is given."""

    def write(self, data: object, /) -> int:
        return len(data) if isinstance(data, bytes) else 0


def _resident(count: int) -> int:
    """The most memory of a process that draws so many, in bytes: interpreter, libraries and all."""
    order = [sys.executable, "-c", _DRAWER, str(count)]
    said = subprocess.run(order, capture_output=True, check=True, text=True).stdout
    return int(said) * 1024
