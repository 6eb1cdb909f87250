"""Rows for tests, with names as they really are. Factories write rows; services are tried on top of them."""

import itertools
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from sqlalchemy.orm import Session

from contests.entries.model import Author, DossierFile, DossierVersion, Entry
from contests.entries.terms import Applicant, AuthorRole, EntryState
from contests.kernel.access import Actor, Role
from contests.kernel.codes import new_code, new_id
from contests.kernel.text import fold, person_sort_key, sort_key
from contests.people.model import Account, AccountRole, Person, Unit
from contests.people.terms import Gender, UnitKind
from contests.seasons.model import Contest, Criterion, Division, DossierItem, Field, Season, Setting, Tier
from contests.seasons.terms import ContestKind, Level, Origin

NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
"""The present of the tests: 12:00 in Vietnam."""
NAMES = (
    "Nguyễn Thị Ngọc Ánh",
    "H’Hen Niê",
    "Y Blăm",
    "Đặng Trần Côn",
    "Ánh",
    "Công Tằng Tôn Nữ Hoàng Thị Phương Nghi Ánh",
    "Tra\u0302\u0300n Quo\u0302\u0301c Toa\u0309n",
    "Lò Văn Pánh",
)
FIELDS = (
    ("HT", "Đồ dùng dành cho học tập"),
    ("PM", "Phần mềm tin học"),
    ("MT", "Sản phẩm thân thiện với môi trường"),
)
CRITERIA = (
    ("MOI", "Tính mới, tính sáng tạo", 30),
    ("APDUNG", "Khả năng áp dụng", 30),
    ("HIEUQUA", "Hiệu quả", 40),
)
TIERS = (
    ("NHAT", "Giải Nhất", 1),
    ("NHI", "Giải Nhì", 2),
    ("BA", "Giải Ba", 3),
    ("KK", "Giải Khuyến khích", 4),
)
SETTINGS = {
    "fields": "",
    "dossier": "",
    "rubric": "",
    "steps_per_point": "2",
    "judges_per_panel": "5",
    "least_sheets": "3",
    "blind": "yes",
    "assignment": "all",
    "aggregation": "mean",
    "rounding": "half_up_2",
    "ranking": "rounded",
    "made_since": "",
    "team_max": "5",
}
_count = itertools.count(1)
T = TypeVar("T")


def make_unit(
    session: Session, name: str | None = None, organiser: Unit | None = None, kind: UnitKind = UnitKind.SCHOOL
) -> Unit:
    """A unit under `organiser`, or an organiser where none is given."""
    name = name or f"Trường THCS Lê Quý Đôn số {next(_count)}"
    unit_id = new_id()
    organiser_id = organiser.id if organiser else unit_id
    kind = kind if organiser else UnitKind.UNION
    parent = organiser.id if organiser else None
    unit = Unit(
        id=unit_id,
        organiser_id=organiser_id,
        parent_id=parent,
        kind=kind,
        name=name,
        folded=fold(name),
        sorted=sort_key(name),
    )
    return _saved(session, unit)


def make_organiser(session: Session, name: str | None = None) -> Unit:
    """A provincial union that runs contests."""
    return make_unit(session, name or f"Liên hiệp các Hội KH&KT tỉnh số {next(_count)}")


def make_account(
    session: Session, role: Role, unit: Unit, name: str = "Lê Thị Hồng Gấm", login: str | None = None
) -> Account:
    """An account without a password that holds one role for `unit`."""
    login = login or f"nguoidung{next(_count)}"
    account = _saved(session, Account(login=login, name=name, folded=fold(name), created_at=NOON))
    _saved(session, AccountRole(account_id=account.id, role=role, unit_id=unit.id))
    return account


def actor_of(account: Account, role: Role, unit: Unit) -> Actor:
    """The actor that a sign-in of `account` gives."""
    return Actor(account.id, account.name, frozenset({(role, unit.id)}))


def make_actor(session: Session, role: Role, unit: Unit, name: str = "Lê Thị Hồng Gấm") -> Actor:
    """An account with one role, as services see it."""
    return actor_of(make_account(session, role, unit, name), role, unit)


def make_season(
    session: Session, organiser: Unit, *, opened: bool = True, kind: ContestKind = ContestKind.YOUTH
) -> Season:
    """A season open for registration until ten days from NOON, with fields, an age table, items, rubric, tiers."""
    number = next(_count)
    contest = _saved(
        session, Contest(organiser_id=organiser.id, kind=kind, name=f"Cuộc thi Sáng tạo số {number}")
    )
    season = Season(
        contest_id=contest.id,
        organiser_id=organiser.id,
        level=Level.PROVINCE,
        edition=17,
        title="Cuộc thi Sáng tạo Thanh thiếu niên, Nhi đồng tỉnh Tuyên Quang lần thứ 17",
        years="2026",
        legal_bases=["Quyết định số 165/2006/QĐ-TTg"],
        registration_from=NOON - timedelta(days=30),
        registration_until=NOON + timedelta(days=10),
        supplement_until=NOON + timedelta(days=20),
        judging_until=NOON + timedelta(days=40),
        ceremony_on=date(2027, 2, 1),
        opened_at=NOON - timedelta(days=30) if opened else None,
    )
    _saved(session, season)
    _fill_season(session, season)
    return season


def _fill_season(session: Session, season: Season) -> None:
    own = {"season_id": season.id}
    session.add_all(Field(**own, code=c, name=n, position=i) for i, (c, n) in enumerate(FIELDS))
    session.add(
        Division(
            **own,
            code="CHUNG",
            name="Bảng chung",
            born_from=date(2007, 8, 1),
            born_until=date(2020, 7, 31),
            position=0,
        )
    )
    session.add(_item(season, "PHIEU", "Phiếu đăng ký dự thi", 0, to_judges=False))
    session.add(_item(season, "TM", "Bản thuyết minh", 1, to_judges=True))
    session.add_all(
        Criterion(**own, code=c, title=t, help="", most_steps=m * 2, position=i)
        for i, (c, t, m) in enumerate(CRITERIA)
    )
    session.add_all(
        Tier(**own, code=c, name=n, quota=q, least_hundredths=6000, money=(4 - i) * 1_000_000, position=i)
        for i, (c, n, q) in enumerate(TIERS)
    )
    session.add_all(
        Setting(**own, key=k, value=v, origin=Origin.ORGANISER, confirmed_by="tests", confirmed_at=NOON)
        for k, v in SETTINGS.items()
    )
    session.flush()


def _item(season: Season, code: str, title: str, position: int, *, to_judges: bool) -> DossierItem:
    return DossierItem(
        season_id=season.id, code=code, title=title, help="", required=True, to_judges=to_judges,
        types=["pdf"], most_files=3, most_bytes=20_000_000, article="Điều 6", position=position,
    )  # fmt: skip


def make_person(session: Session, organiser: Unit, name: str, born_on: date = date(2013, 5, 1)) -> Person:
    """A pupil."""
    row = Person(
        organiser_id=organiser.id,
        full_name=name,
        folded=fold(name),
        sorted=person_sort_key(name),
        born_on=born_on,
        gender=Gender.FEMALE,
    )
    return _saved(session, row)


def make_entry(
    session: Session,
    season: Season,
    unit: Unit,
    *,
    state: EntryState = EntryState.SUBMITTED,
    title: str | None = None,
    names: tuple[str, ...] = NAMES[:1],
    field: str = "HT",
) -> Entry:
    """An entry of `unit` with its authors; beyond a draft it has a number, a receipt code and a frozen dossier."""
    number = next(_count)
    title = title or f"Máy tưới rau tự động số {number}"
    field_row = session.query(Field).filter_by(season_id=season.id, code=field).one()
    sent = state is not EntryState.DRAFT
    entry = Entry(
        season_id=season.id,
        organiser_id=season.organiser_id,
        unit_id=unit.id,
        field_id=field_row.id,
        number=number if sent else None,
        title=title,
        folded=fold(" ".join((title, *names))),
        applicant=Applicant.TEAM if len(names) > 1 else Applicant.INDIVIDUAL,
        summary="Hệ thống tưới nhỏ giọt tự ngắt khi đất đủ ẩm.",
        novelty="Dùng cảm biến tự chế từ vật liệu tái chế.",
        application="Áp dụng được ở vườn trường.",
        effect="Tiết kiệm nước.",
        made_in=2026,
        contact_phone="0912345678",
        declared=True,
        state=state,
        receipt_code=new_code(10) if sent else None,
        created_at=NOON,
        created_by="tests",
        submitted_at=NOON if sent else None,
    )
    _saved(session, entry)
    _add_authors(session, entry, names)
    if sent:
        _saved(
            session,
            DossierVersion(
                entry_id=entry.id, number=1, frozen_at=NOON, frozen_by="tests", manifest={"files": []}
            ),
        )
    return entry


def _add_authors(session: Session, entry: Entry, names: tuple[str, ...]) -> None:
    share, rest = divmod(100, len(names))
    organiser = session.get_one(Unit, entry.organiser_id)
    for position, name in enumerate(names):
        person = make_person(session, organiser, name)
        role = AuthorRole.LEAD if position == 0 else AuthorRole.CO_AUTHOR
        session.add(
            Author(
                entry_id=entry.id,
                person_id=person.id,
                position=position,
                role=role,
                share=share + (rest if position == 0 else 0),
                occupation="Lớp 7A, Trường THCS Lê Quý Đôn",
                guardian_name="Nguyễn Văn Bình",
                guardian_phone="0987654321",
            )
        )
    session.flush()


def make_file(
    session: Session, entry: Entry, item: DossierItem, sha256: str, size: int = 1000
) -> DossierFile:
    """A PDF in a dossier; its bytes are the caller's to put into the store."""
    row = DossierFile(
        entry_id=entry.id, item_id=item.id, sha256=sha256, name="thuyết minh.pdf", media_type="application/pdf",
        size=size, pages=3, uploaded_at=NOON, uploaded_by="tests",
    )  # fmt: skip
    return _saved(session, row)


def _saved(session: Session, row: T) -> T:
    session.add(row)
    session.flush()
    return row
