"""The sandboxed side of pictures: an upload becomes fresh pixels, and a paper becomes the picture of a preview."""

import io
from typing import BinaryIO

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
from PIL import Image, ImageOps

from contests.kernel.sandbox_child import Output, Refusal

MAX_PIXELS = 40_000_000
MOST_SIDE = 4200
QUALITY = 90

# The decoders are loaded with this module: once the sandbox shuts, an import can no longer be kept compiled.
Image.preinit()


def redraw(source: BinaryIO) -> Output:
    """A JPEG or PNG upright without anything but its pixels; the value is [width, height, media type].

    What lets something shine through stays a PNG. Refuses with "unreadable".
    """
    try:
        with Image.open(source, formats=("JPEG", "PNG")) as image:
            if image.width * image.height > MAX_PIXELS:
                raise Refusal("unreadable")
            upright = ImageOps.exif_transpose(image)
            clear = upright.has_transparency_data
            seen = upright.convert("RGBA" if clear else "RGB")
    except (OSError, ValueError, SyntaxError, TypeError, KeyError, Image.DecompressionBombError) as error:
        raise Refusal("unreadable") from error
    seen.thumbnail((MOST_SIDE, MOST_SIDE))
    bare, written = Image.frombytes(seen.mode, seen.size, seen.tobytes()), io.BytesIO()
    bare.save(written, "PNG") if clear else bare.save(written, "JPEG", quality=QUALITY)
    return Output([*bare.size, "image/png" if clear else "image/jpeg"], [written.getvalue()])


def preview(source: BinaryIO, *, width: int) -> Output:
    """The first page of our own paper as a PNG so many pixels wide."""
    with pypdfium2.PdfDocument(source.read()) as pdf:
        page = pdf[0]
        image = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
    written = io.BytesIO()
    image.quantize(256, dither=Image.Dither.NONE).save(written, "PNG")
    return Output([*image.size], [written.getvalue()])
