"""Pictures for designs: drawn anew in the sandbox from what was uploaded, kept, and made ready for a file."""

import io
import tempfile
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from PIL import Image

from contests.certificates.model import PictureRow
from contests.kernel import sandbox
from contests.kernel.documents.pdf import Picture
from contests.kernel.errors import Done, Outcome, because
from contests.kernel.storage import Storage, telling_when_full
from contests.kernel.text import N_

MOST_BYTES = 20_000_000
_CHUNK = 1 << 18
EMPTY = N_("Đề nghị chọn một tệp hình JPEG hoặc PNG.")
TOO_BIG = N_("Tệp hình nặng quá 20 MB. Đề nghị giảm kích thước hình rồi tải lại.")
UNREADABLE = N_("Không đọc được tệp này như một hình JPEG hoặc PNG. Đề nghị lưu lại hình rồi tải lại.")


@dataclass(frozen=True, slots=True)
class Redrawn:
    """Our own pixels of an upload, already in the store."""

    sha256: str
    media_type: str
    width: int
    height: int


def redrawn(storage: Storage, area: str, upload: BinaryIO) -> Outcome[Redrawn]:
    """Draw an uploaded picture anew and keep it; nothing of the file itself is kept."""
    with tempfile.TemporaryDirectory(prefix="hinh-") as folder:
        path = Path(folder, "source")
        if (weight := _copied(upload, path)) == 0 or weight > MOST_BYTES:
            return because(TOO_BIG if weight else EMPTY, "picture")
        found = sandbox.run("contests.certificates.redrawing:redraw", path)
    if isinstance(found, sandbox.Failure):
        return because(UNREADABLE, "picture")
    stored = storage.put(io.BytesIO(found.blobs[0]), area=area)
    width, height, media_type = found.value
    return Done(Redrawn(stored.sha256, media_type, width, height))


def _copied(upload: BinaryIO, path: Path) -> int:
    weight = 0
    with telling_when_full(), path.open("wb") as copy:
        while weight <= MOST_BYTES and (chunk := upload.read(_CHUNK)):
            weight += len(chunk)
            copy.write(chunk)
    return weight


def ready(storage: Storage, area: str, row: PictureRow) -> Picture:
    """A kept picture as files hold it. Raises StorageFault."""
    return _packed(storage.read(row.sha256, area=area), row.width, row.height)


@lru_cache(maxsize=4)
def _packed(content: bytes, width: int, height: int) -> Picture:
    if content[:3] == b"\xff\xd8\xff":
        return Picture("", content, width, height)
    with Image.open(io.BytesIO(content), formats=("PNG",)) as image:
        seen = image.convert("RGBA")
    colours = zlib.compress(seen.convert("RGB").tobytes(), 9)
    return Picture("", colours, width, height, True, zlib.compress(seen.getchannel("A").tobytes(), 9))
