"""What a design looks like with the longest words of its season, before anything was issued."""

from dataclasses import replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.certificates.design.parts import Design
from contests.certificates.drawing import Grant, Shared, Template, draw_one
from contests.certificates.printing import pictures_of
from contests.certificates.queries import award_decision
from contests.certificates.rules import on_paper
from contests.certificates.terms import Per
from contests.entries.model import Author, Entry
from contests.kernel.storage import Storage
from contests.people.model import Person, Unit
from contests.seasons.model import Contest, Season, Tier

NOBODY = Grant(
    names=("Công Tằng Tôn Nữ Hoàng Thị Phương Nghi Ánh",),
    affiliation="Lớp 9A, Trường Phổ thông dân tộc nội trú Trung học cơ sở huyện Chiêm Hóa",
    work="Hệ thống cảnh báo sớm lũ quét, sạt lở đất ứng dụng năng lượng mặt trời",
    prize="Giải Khuyến khích",
    register="MẪU-0000-0000",
    code="0000-0000",
    check_url="https://bangvang.example/certificates/?" + "MAU" * 64,
)
"""For a season without entries; its code leads nowhere."""


def sample_pdf(
    session: Session, storage: Storage, season: Season, design: Design, on: date, *, marked: bool = True
) -> bytes:
    """One paper of the design, marked as a sample unless it only becomes a picture: no number, a code that leads nowhere."""
    pictures = pictures_of(session, storage, season.id, design)
    shared = replace(shared_sample(session, season, on), demo=marked)
    ready = Template(design, shared, pictures)
    return draw_one(ready, longest(session, season.id, design.per))


def shared_sample(session: Session, season: Season, on: date) -> Shared:
    """The words of the season's decision, or where there is none yet those that will stand in their place."""
    contest, decision = session.get_one(Contest, season.contest_id), award_decision(session, season.id)
    return Shared(
        issuer=f"BAN TỔ CHỨC\n{contest.name.upper()}",
        contest=season.title,
        decision=f"Quyết định số {decision.symbol if decision else '…/QĐ-BTC'} {on_paper(on)}",
        place_and_date=f"Nơi cấp, {on_paper(on)}",
        signer_title=decision.signer_title if decision else "TM. BAN TỔ CHỨC\nTRƯỞNG BAN",
        signer_name=decision.signer_name if decision else "Họ và tên người ký",
        demo=True,
    )


def longest(session: Session, season_id: str, per: Per) -> Grant:
    """The longest name (of a group: the most and longest) and the longest title among all entries, prized or not."""
    entry = session.execute(_widest_entry(season_id)).first()
    if entry is None:
        return NOBODY
    entry_id, unit = entry
    names = _names(session, season_id, entry_id, per) if per is not Per.UNIT else (unit,)
    own = sa.select(Entry.title).where(Entry.season_id == season_id)
    work = session.scalar(own.order_by(sa.func.length(Entry.title).desc(), Entry.id).limit(1)) or ""
    tiers = sa.select(Tier.name).where(Tier.season_id == season_id)
    prize = session.scalar(tiers.order_by(sa.func.length(Tier.name).desc(), Tier.position).limit(1))
    return replace(NOBODY, names=names, affiliation=unit, work=work, prize=prize or NOBODY.prize)


def _widest_entry(season_id: str) -> sa.Select[str, str]:
    """The entry whose authors' names are longest together, with its unit."""
    return (
        sa.select(Entry.id, Unit.name)
        .join(Unit, Unit.id == Entry.unit_id)
        .join(Author, Author.entry_id == Entry.id)
        .join(Person, Person.id == Author.person_id)
        .where(Entry.season_id == season_id)
        .group_by(Entry.id, Unit.name)
        .order_by(sa.func.sum(sa.func.length(Person.full_name)).desc(), Entry.id)
        .limit(1)
    )


def _names(session: Session, season_id: str, entry_id: str, per: Per) -> tuple[str, ...]:
    own = sa.select(Person.full_name).join(Author, Author.person_id == Person.id)
    if per is Per.GROUP:
        return tuple(session.scalars(own.where(Author.entry_id == entry_id).order_by(Author.position)))
    entries = own.join(Entry, Entry.id == Author.entry_id).where(Entry.season_id == season_id)
    return tuple(
        session.scalars(entries.order_by(sa.func.length(Person.full_name).desc(), Author.id).limit(1))
    )
