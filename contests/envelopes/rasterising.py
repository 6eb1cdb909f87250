"""The sandboxed side of rendering: pages and pictures become fresh pixels, and pixels become JPEG."""

import io
from collections.abc import Sequence
from typing import BinaryIO

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
from PIL import Image, ImageCms, ImageDraw, ImageOps

from contests.envelopes.gate.reading import WHOLE
from contests.envelopes.page_words import words_of
from contests.kernel.sandbox_child import Output, Refusal

MAX_PIXELS = 40_000_000
QUALITY = 82
_POINTS_PER_INCH = 72
Drawn = tuple[bytes, tuple[int, int], list[list[object]] | None]
"""A page's JPEG, its width and height in pixels, its words."""

# The decoders are loaded with this module: once the sandbox shuts, an import can no longer be kept compiled.
Image.preinit()


def pages(
    source: BinaryIO,
    *,
    dpi: int,
    max_side: int,
    max_pages: int,
    only: int | None = None,
    boxes: Sequence[Sequence[int]] = (),
) -> Output:
    """Each page of a PDF as a JPEG, or the one page `only` with black boxes burnt in.

    The value is the list of [width, height, words]: pixels, and what `words_of` gives of the whole page.
    Refuses with "too_many_pages" or "unreadable"; a page that cannot be drawn refuses the whole.
    """
    try:
        with pypdfium2.PdfDocument(source.read()) as pdf:
            if len(pdf) > max_pages or (only is not None and only >= len(pdf)):
                raise Refusal("too_many_pages")
            wanted = pdf if only is None else [pdf[only]]
            return _output([_page(page, dpi, max_side, boxes) for page in wanted])
    except pypdfium2.PdfiumError as error:
        raise Refusal("unreadable") from error


def picture(
    source: BinaryIO, *, max_side: int, only: int | None = None, boxes: Sequence[Sequence[int]] = ()
) -> Output:
    """A JPEG or PNG upright, in sRGB on white, as one JPEG with black boxes burnt in; the value is [[width, height, None]].

    Refuses with "unreadable".
    """
    if only:
        raise Refusal("too_many_pages")
    try:
        with Image.open(source, formats=("JPEG", "PNG")) as image:
            if image.width * image.height > MAX_PIXELS:
                raise Refusal("unreadable")
            smooth = _smooth(image)
            smooth.thumbnail((max_side, max_side))
            return _output([(*_encoded(_burnt(_flat(_in_srgb(_upright(smooth))), boxes)), None)])
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Refusal("unreadable") from error


def _output(drawn: list[Drawn]) -> Output:
    return Output([[*size, words] for _, size, words in drawn], [content for content, _, _ in drawn])


def _page(page: pypdfium2.PdfPage, dpi: int, max_side: int, boxes: Sequence[Sequence[int]]) -> Drawn:
    words = words_of(page)
    return (*_encoded(_burnt(_drawn(page, dpi, max_side), boxes)), words)


def _burnt(image: Image.Image, boxes: Sequence[Sequence[int]]) -> Image.Image:
    """The picture with boxes painted over it; what was under them is in no pixel any more."""
    brush = ImageDraw.Draw(image)
    for x, y, width, height in boxes:
        right, bottom = -(-(x + width) * image.width // WHOLE), -(-(y + height) * image.height // WHOLE)
        brush.rectangle((x * image.width // WHOLE, y * image.height // WHOLE, right, bottom), fill="black")
    return image


def _drawn(page: pypdfium2.PdfPage, dpi: int, max_side: int) -> Image.Image:
    # Page sizes are floats of points; a side of 10,000 inches must not decide how much memory is asked for.
    scale = min(dpi / _POINTS_PER_INCH, max_side / max(page.get_width(), page.get_height(), 1))
    bitmap = page.render(scale=scale, limit_image_cache=True)
    image: Image.Image = bitmap.to_pil().convert("RGB")
    page.close()
    return image


def _smooth(image: Image.Image) -> Image.Image:
    """In a mode that shrinks without jagged letters: a scan of two tones or a screen shot of few colours does not."""
    if image.mode.startswith("I"):
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.mode == "1":
        return image.convert("L")
    if image.mode in {"P", "PA"}:
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    return image


def _upright(image: Image.Image) -> Image.Image:
    """Turned as the camera says, unless what it says cannot be read."""
    try:
        return ImageOps.exif_transpose(image)
    except (OSError, ValueError, SyntaxError, TypeError, KeyError):
        return image


def _in_srgb(image: Image.Image) -> Image.Image:
    """Colours as the picture's own profile means them; a profile that does not fit is not followed."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "CMYK", "L"}:
        return image
    try:
        own, ours = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, own, ours, outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image


def _flat(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    seen = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("RGB")


def _encoded(image: Image.Image) -> tuple[bytes, tuple[int, int]]:
    """JPEG of nothing but the pixels: the new image has no `info` from which Pillow would copy a comment or more."""
    bare = Image.frombytes(image.mode, image.size, image.tobytes())
    written = io.BytesIO()
    bare.save(written, "JPEG", quality=QUALITY, optimize=True)
    return written.getvalue(), bare.size
