"""The works that people enter: for every field ideas written by hand, each told in a few plain paragraphs.

The texts name no person and no unit: a judge reads them.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from contests.kernel.text import nfc, one_line
from workers.demo.corpus.draw import one_of, stream

Contest = Literal["TTNND", "STKT", "GT"]

FIELDS: dict[Contest, tuple[str, ...]] = {
    "TTNND": ("HT", "PM", "MT", "GD", "KH"),
    "STKT": ("CNTT", "CK", "VL", "NN", "YD", "GD"),
    "GT": ("NN", "XHNV", "YD", "KTCN", "TN"),
}
FIELD_NAMES: dict[tuple[Contest, str], str] = {
    ("TTNND", "HT"): "Đồ dùng dành cho học tập",
    ("TTNND", "PM"): "Phần mềm tin học",
    ("TTNND", "MT"): "Sản phẩm thân thiện với môi trường",
    ("TTNND", "GD"): "Các dụng cụ sinh hoạt gia đình và đồ chơi trẻ em",
    (
        "TTNND",
        "KH",
    ): "Các giải pháp kỹ thuật nhằm ứng phó với biến đổi khí hậu, bảo vệ môi trường và phát triển kinh tế",
    ("STKT", "CNTT"): "Công nghệ thông tin, điện tử, viễn thông",
    ("STKT", "CK"): "Cơ khí tự động hóa, xây dựng, giao thông vận tải",
    ("STKT", "VL"): "Vật liệu, hóa chất, năng lượng",
    ("STKT", "NN"): "Nông lâm ngư nghiệp, tài nguyên và môi trường",
    ("STKT", "YD"): "Y dược",
    ("STKT", "GD"): "Giáo dục và đào tạo",
    ("GT", "NN"): "Khoa học nông nghiệp",
    ("GT", "XHNV"): "Khoa học xã hội và nhân văn",
    ("GT", "YD"): "Khoa học y, dược",
    ("GT", "KTCN"): "Khoa học kỹ thuật và công nghệ",
    ("GT", "TN"): "Khoa học tự nhiên",
}
_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Idea:
    """What one work is about; `note` tells what a variant of another work changes, `kind` is that of a GT work."""

    title: str
    motif: str
    need: str
    parts: tuple[str, ...]
    principle: str
    novelty: str
    application: str
    effect: str
    note: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """A work as an entry tells it; paragraphs of `summary` are parted by an empty line."""

    contest: Contest
    field: str
    title: str
    summary: str
    novelty: str
    application: str
    effect: str
    idea: Idea


@cache
def catalogue(contest: Contest, field: str) -> tuple[Idea, ...]:
    """Every idea of a field: first the works themselves, then their variants; no two titles are the same."""
    if contest == "GT":
        return tuple(_idea(raw) for raw in _read("gt")["works"] if raw["field"] == field)
    data = _read(f"{contest}_{field}".lower())
    ideas = [_idea(raw) for raw in data["works"]]
    return (*ideas, *(_varied(idea, how) for how in data["variants"] for idea in ideas if _suits(idea, how)))


def work(contest: Contest, field: str, number: int, seed: int | str = 0) -> Work:
    """The field's work of this number, from 0; the seed chooses how it is worded."""
    idea = catalogue(contest, field)[number]
    return Work(
        contest,
        field,
        idea.title,
        _summary(idea, seed),
        idea.novelty,
        idea.application,
        idea.effect,
        idea,
    )


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(nfc((_DATA / f"{name}.toml").read_text(encoding="utf-8")))


def _idea(raw: dict[str, Any]) -> Idea:
    return Idea(
        title=one_line(raw["title"]),
        motif=raw["motif"],
        need=raw["need"],
        parts=tuple(raw["parts"]),
        principle=raw["how"],
        novelty=raw["new"],
        application=raw["use"],
        effect=raw["gain"],
        kind=raw.get("kind", ""),
    )


def _suits(idea: Idea, how: dict[str, Any]) -> bool:
    fits = idea.motif in how.get("motifs", (idea.motif,))
    return fits and not any(word in idea.title for word in how.get("unless", ()))


def _varied(idea: Idea, how: dict[str, Any]) -> Idea:
    return Idea(
        idea.title + how["suffix"],
        idea.motif,
        idea.need,
        idea.parts,
        idea.principle,
        idea.novelty,
        idea.application,
        idea.effect,
        how["note"],
    )


_MOTIVES = (
    "Từ thực tế đó, ý tưởng là làm ra một giải pháp đơn giản, dễ kiểm chứng và dùng được ngay.",
    "Ý tưởng nảy sinh khi quan sát việc này lặp lại nhiều lần mà chưa có cách làm phù hợp.",
    "Mục tiêu đặt ra là khắc phục điều này bằng vật liệu dễ tìm và chi phí thấp.",
    "Câu hỏi đặt ra là có thể làm tốt hơn với điều kiện sẵn có hay không.",
)
_BUILDS = (
    "Cấu tạo gồm {count} phần chính: {parts}.",
    "Toàn bộ được ghép từ {count} phần: {parts}.",
    "Thành phần chính là {parts}.",
)
_COUNTS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu")


def _summary(idea: Idea, seed: int | str) -> str:
    rng = stream(seed, idea.title)
    parts = f"{', '.join(idea.parts[:-1])} và {idea.parts[-1]}"
    build = one_of(rng, _STUDIES if idea.kind else _BUILDS).format(
        count=_COUNTS[len(idea.parts)], parts=parts
    )
    motive = one_of(rng, _AIMS if idea.kind else _MOTIVES)
    paragraphs = (
        f"{idea.need} {motive}",
        f"{build} {idea.note}".strip(),
        idea.principle,
        f"Tính mới: {idea.novelty}",
        f"{idea.application} {idea.effect}",
    )
    return "\n\n".join(paragraphs)


_AIMS = (
    "Công trình đặt mục tiêu làm rõ nguyên nhân và đưa ra giải pháp áp dụng được trên địa bàn.",
    "Yêu cầu của thực tiễn là một lời giải có cơ sở khoa học và được kiểm chứng.",
)
_STUDIES = (
    "Nội dung gồm {count} phần: {parts}.",
    "Kết quả chính gồm {parts}.",
)
