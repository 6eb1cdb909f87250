"""The words that a new draft begins with: from the season, its organiser and the last document of the kind."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.decisions.model import Decision, Draft
from contests.decisions.queries import words_of
from contests.decisions.rules import SYMBOL, Words
from contests.decisions.terms import DecisionKind
from contests.entries.receipt import place_of
from contests.kernel.text import N_
from contests.seasons.model import Season
from contests.seasons.paper_facts import Issuer, issuer_of

NAMES = {
    DecisionKind.COMMITTEE: N_("Quyết định thành lập Ban Tổ chức"),
    DecisionKind.RULES: N_("Quyết định ban hành thể lệ"),
    DecisionKind.JURY: N_("Quyết định thành lập Hội đồng giám khảo"),
    DecisionKind.EXTENSION: N_("Văn bản gia hạn"),
    DecisionKind.ELIGIBLE: N_("Quyết định công nhận hồ sơ đủ điều kiện"),
    DecisionKind.SUBMISSION: N_("Tờ trình kết quả"),
    DecisionKind.AWARDS: N_("Quyết định trao giải"),
    DecisionKind.INVITATION: N_("Giấy mời dự lễ trao giải"),
    DecisionKind.LETTER: N_("Công văn giới thiệu dự thi cấp trên"),
}
"""What the kinds of documents are called on pages."""


@dataclass(frozen=True, slots=True)
class _Opening:
    """How a kind of paper begins: whose it is, its symbol, its subject, who signs, where it goes."""

    of_committee: bool
    symbol: str
    subject: str
    signer: str
    recipients: tuple[str, ...]
    addressees: tuple[str, ...] = ()
    details: str = ""


_DECIDED = ("Như Điều 3", "Lưu: VT")
_BOARD = "TM. BAN TỔ CHỨC\nTRƯỞNG BAN"
_OPENINGS = {
    DecisionKind.COMMITTEE: _Opening(False, "QĐ-LHH", "Về việc thành lập Ban Tổ chức, Ban Thư ký {}", "CHỦ TỊCH", _DECIDED),
    DecisionKind.JURY: _Opening(True, "QĐ-BTC", "Về việc thành lập Hội đồng giám khảo {}", _BOARD, _DECIDED),
    DecisionKind.ELIGIBLE: _Opening(True, "QĐ-BTC", "Về việc công nhận hồ sơ đủ điều kiện dự thi {}", _BOARD, _DECIDED),
    DecisionKind.SUBMISSION: _Opening(
        True, "TTr-BTC", "Về việc trao giải {}", _BOARD, ("Như trên", "Lưu: VT"), ("Chủ tịch Ủy ban nhân dân tỉnh",)
    ),
    DecisionKind.AWARDS: _Opening(True, "QĐ-BTC", "Về việc trao giải {}", _BOARD, _DECIDED),
    DecisionKind.INVITATION: _Opening(
        True, "GM-BTC", "Dự lễ tổng kết và trao giải {}", _BOARD, ("Như trên", "Lưu: VT"),
        details="Thời gian: … giờ …, {day}\nĐịa điểm: …",
    ),
    DecisionKind.LETTER: _Opening(
        False, "LHH", "Về việc giới thiệu giải pháp của {} dự thi cấp trên", "CHỦ TỊCH", ("Như trên", "Lưu: VT"),
        ("Ban Tổ chức cuộc thi toàn quốc",),
    ),
}  # fmt: skip


def first_words(session: Session, season: Season, kind: DecisionKind) -> Words:
    """What a new draft of a kind says before anyone changes it: as the season's last of that kind, else as is customary."""
    known = sa.select(Draft).where(Draft.season_id == season.id, Draft.kind == kind)
    before = session.scalars(known.order_by(Draft.drafted_at.desc()).limit(1)).first()
    return words_of(before) if before else _customary(session, season, kind)


def _customary(session: Session, season: Season, kind: DecisionKind) -> Words:
    opening, issuer = _OPENINGS[kind], issuer_of(session, season)
    last = _last(session, season.organiser_id, kind)
    agency, superior = _heads(opening, issuer)
    day = f"ngày {season.ceremony_on:%d/%m/%Y}" if season.ceremony_on else "ngày …"
    return Words(
        agency,
        superior,
        symbol=_behind(last.symbol) if last else opening.symbol,
        place=place_of(issuer.address),
        subject=opening.subject.format(season.title),
        signer_title=opening.signer,
        signer_name=last.signer_name if last else "",
        addressees=opening.addressees,
        recipients=opening.recipients,
        details=opening.details.format(day=day),
    )


def _heads(opening: _Opening, issuer: Issuer) -> tuple[str, str]:
    committee = (f"Ban Tổ chức {issuer.contest}", issuer.organiser)
    return committee if opening.of_committee else (issuer.organiser, "")


def _last(session: Session, organiser_id: str, kind: DecisionKind) -> Decision | None:
    """The organiser's latest signed document of the kind: its symbol and its signer are likely the next one's."""
    own = sa.select(Decision).where(Decision.organiser_id == organiser_id, Decision.kind == kind)
    return session.scalars(own.order_by(Decision.issued_on.desc(), Decision.id).limit(1)).first()


def _behind(symbol: str) -> str:
    found = SYMBOL.fullmatch(symbol)
    return found[3].strip("/-") if found else symbol
