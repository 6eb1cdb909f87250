"""The four seasons: made from the presets that come with the software, completed, confirmed, opened."""

import dataclasses

from sqlalchemy.orm import Session

from contests.kernel.clock import end_of, local
from contests.kernel.sessions import value_of
from contests.seasons import service
from contests.seasons.parts import Definition, ItemPart, TierPart
from contests.seasons.presets import preset
from contests.seasons.settings import KNOWN
from workers.demo.calendars import hour
from workers.demo.cast import Act
from workers.demo.corpus.works import Contest
from workers.demo.documents import FICTION
from workers.demo.people import head, secretary
from workers.demo.prizes import completed
from workers.demo.scene import Scene, organiser
from workers.demo.steps import Notes, Step, once

PRESETS: dict[Contest, str] = {"TTNND": "ttnnd", "STKT": "stkt"}
MONEY: dict[Contest, tuple[int, ...]] = {
    "TTNND": (5_000_000, 3_500_000, 2_500_000, 1_500_000),
    "STKT": (20_000_000, 15_000_000, 10_000_000, 5_000_000),
}
DRAWN = {"TTNND": ("TM", "MH"), "STKT": ("TV", "MT")}
"""Dossier items that judges get a drawn copy of in a season under way; of a finished one only the first."""
INTRODUCTIONS: dict[Contest, str] = {
    "TTNND": (
        "Sân chơi sáng tạo của thanh thiếu niên, nhi đồng trong tỉnh: mỗi mô hình, sản phẩm, giải pháp là một cách "
        "các em giải quyết những điều gặp trong học tập và đời sống."
    ),
    "STKT": (
        "Hội thi dành cho mọi người lao động trong tỉnh có giải pháp kỹ thuật mới, đã được áp dụng và mang lại "
        "hiệu quả trong sản xuất và đời sống."
    ),
}
RULES: dict[Contest, str] = {
    "TTNND": (
        "Điều 1. Đối tượng. Thanh thiếu niên, nhi đồng đang sinh sống, học tập trong tỉnh, sinh từ {first} đến {last}.\n\n"
        "Điều 2. Hồ sơ. Gồm phiếu đăng ký, bản thuyết minh, ảnh mô hình hoặc sản phẩm, ảnh tác giả và bản sao giấy khai sinh.\n\n"
        "Điều 3. Thời hạn. Hồ sơ nộp qua đơn vị đầu mối, hết ngày {until}.\n\n"
        "Điều 4. Chấm thi. Bài dự thi được rọc phách; mọi giám khảo trong tổ chấm độc lập mọi bài của tổ."
    ),
    "STKT": (
        "Điều 1. Đối tượng. Tổ chức, cá nhân trong tỉnh là tác giả của giải pháp kỹ thuật.\n\n"
        "Điều 2. Hồ sơ. Gồm phiếu đăng ký, toàn văn giải pháp, bản mô tả và giấy tờ của tác giả hoặc người đại diện.\n\n"
        "Điều 3. Thời hạn. Hồ sơ nộp qua đơn vị đầu mối, hết ngày {until}.\n\n"
        "Điều 4. Chấm thi. Bài dự thi được rọc phách; mọi giám khảo trong tổ chấm độc lập mọi bài của tổ."
    ),
}


def steps(scene: Scene) -> list[Step]:
    """Each season is made and opened on its own days."""
    return [once(f"{act.key}/season", _open, act) for act in scene.script.acts]


def _open(session: Session, act: Act) -> Notes:
    root, by = organiser(session), head(session)
    made = hour(act.calendar.prepared, 8, 30)
    definition = definition_of(act)
    season = value_of(service.create(session, root.id, definition, by=secretary(session), at=made))
    keys = tuple(KNOWN)
    value_of(service.confirm(session, season, keys, by=by, at=hour(act.calendar.prepared, 14)))
    value_of(service.open_season(session, season, by=by, at=hour(act.calendar.prepared, 15)))
    allocated, _ = act.budget
    session.flush()
    value_of(
        service.set_budget(
            session,
            season,
            allocated,
            None,
            version=season.version,
            by=by,
            at=hour(act.calendar.prepared, 16),
        )
    )
    return {"season": season.id}


def definition_of(act: Act) -> Definition:
    """The preset of the contest with everything that it leaves open."""
    start = preset(PRESETS[act.contest])
    if start is None:
        raise LookupError(act.contest)
    dates = act.calendar.dates
    season = dataclasses.replace(
        start,
        edition=act.edition,
        title=act.title,
        years=act.years,
        introduction=INTRODUCTIONS[act.contest],
        rules=_rules(act),
        legal_bases=_legal_bases(act),
        registration_from=dates.registration_from,
        registration_until=dates.registration_until,
        supplement_until=dates.supplement_until,
        judging_until=dates.judging_until,
        ceremony_on=dates.ceremony_on,
        divisions=tuple(
            dataclasses.replace(one, born_from=act.born[0], born_until=act.born[1]) if act.born else one
            for one in start.divisions
        ),
        items=tuple(_item(item, act) for item in start.items),
        tiers=tuple(_tier(tier, act, at) for at, tier in enumerate(start.tiers)),
    )
    return completed(season, act.contest)


def _rules(act: Act) -> str:
    first, last = act.born or (None, None)
    return RULES[act.contest].format(
        until=f"{local(end_of(act.calendar.filing[1])):%d/%m/%Y}",
        first=f"{first:%d/%m/%Y}" if first else "",
        last=f"{last:%d/%m/%Y}" if last else "",
    )


def _legal_bases(act: Act) -> tuple[str, ...]:
    year = act.calendar.prepared.year
    return (
        f"Quyết định số 12/QĐ-UBND năm {year} của Ủy ban nhân dân tỉnh về việc tổ chức cuộc thi {FICTION}",
        f"Quyết định số 15/QĐ-BTC năm {year} của Ban Tổ chức ban hành thể lệ {FICTION}",
    )


def _item(item: ItemPart, act: Act) -> ItemPart:
    drawn = DRAWN[act.contest]
    return dataclasses.replace(item, to_judges=item.code in (drawn[:1] if act.over else drawn))


def _tier(tier: TierPart, act: Act, at: int) -> TierPart:
    return dataclasses.replace(tier, quota=act.prizes[at], money=MONEY[act.contest][at])
