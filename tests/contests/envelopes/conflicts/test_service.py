"""The officer, matching, rulings, and judges who come and go: on both databases."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.model import Author, Entry
from contests.entries.terms import EntryState
from contests.envelopes import service
from contests.envelopes.conflicts.model import Conflict
from contests.envelopes.conflicts.officers import is_officer, officers_of
from contests.envelopes.conflicts.queries import conflict_rows, undecided
from contests.envelopes.conflicts.terms import Level, Ruling, Source
from contests.envelopes.model import Envelope
from contests.kernel.access import Role
from contests.kernel.clock import now
from contests.kernel.errors import Refused
from contests.kernel.sessions import Transactions, value_of
from contests.people.model import Account, AccountRole, Person
from judging import service as judging
from judging.model import Barred, LedgerRow
from judging.service import DeclaredFacts, DeclaredKind
from tests.factories import make_entry, make_season
from tests.factories_envelopes import (
    NIECE,
    Scene,
    make_scene,
    prepare,
    ready,
)

KIN = DeclaredFacts(DeclaredKind.KIN, "Nguyễn Thị Ngọc Ánh", "cháu ruột")
DOUBTFUL = DeclaredFacts(DeclaredKind.KIN, "Nguyen Thi Ngoc Anh", "cháu ruột")
AGAIN = "Cùng tên, khác người: đã hỏi đơn vị."


def said(outcome) -> list[str]:
    assert isinstance(outcome, Refused)
    return [str(reason) for reason in outcome.reasons]


def with_four(session: Session, *rows: DeclaredFacts, judge: int = 0) -> Scene:
    """Four judges, so that each may lose a piece; one of them declares these rows besides."""
    scene = ready(session, None, judges=4)
    value_of(judging.declare(session, scene.judges[judge].judge_id, rows, at=now()))
    return scene


def match(session: Session, scene: Scene) -> int:
    return value_of(service.match_conflicts(session, scene.season, **scene.by()))


def levels(session: Session) -> list[tuple[Source, Level]]:
    return [(row.source, row.level) for row in session.scalars(sa.select(Conflict))]


def rule(session: Session, scene: Scene, ruling: Ruling, reason: str = AGAIN):
    ids = undecided(session, scene.season.id)
    return service.rule_on(session, scene.season, ids, ruling, reason, **scene.by())


# the officer


def test_the_head_names_the_officer_and_a_substitute(session: Session):
    scene = make_scene(session, count=1)
    named = service.name_officer(
        session, scene.season, scene.secretary.id, scene.head.id, **scene.by(Role.HEAD)
    )
    value_of(named)
    assert [(row.name, row.substitute) for row in officers_of(session, scene.season.id)] == [
        ("Lê Thị Hồng Gấm", False),
        ("Hoàng Văn Thụ", True),
    ]
    value_of(service.name_officer(session, scene.season, scene.head.id, None, **scene.by(Role.HEAD)))
    assert not is_officer(session, scene.season, scene.actor())
    assert is_officer(session, scene.season, scene.actor(Role.HEAD))


def test_who_cannot_be_named_and_who_cannot_name(session: Session):
    scene = prepare(session, make_scene(session, count=1))
    judge = session.get_one(Account, scene.judges[0].account_id)
    session.add(AccountRole(account_id=judge.id, role=Role.SECRETARY, unit_id=scene.organiser.id))
    session.flush()
    head, own = scene.by(Role.HEAD), scene.secretary.id
    name = service.name_officer
    assert said(name(session, scene.season, own, None, **scene.by())) == [
        "Chỉ lãnh đạo Ban Tổ chức chỉ định người phụ trách xung đột lợi ích."
    ]
    assert said(name(session, scene.season, judge.id, None, **head)) == [
        "Người này là giám khảo của mùa thi nên không phụ trách xung đột lợi ích được."
    ]
    assert said(name(session, scene.season, scene.inspector.id, None, **head)) == [
        "Người này không thuộc Ban Tổ chức, Ban Thư ký của đơn vị tổ chức."
    ]
    assert said(name(session, scene.season, own, own, **head)) == ["Người thay thế phải là một người khác."]
    assert officers_of(session, scene.season.id) == []


def test_who_left_the_office_reads_no_more(session: Session):
    scene = ready(session, None, count=1)
    session.execute(sa.delete(AccountRole).where(AccountRole.account_id == scene.secretary.id))
    assert officers_of(session, scene.season.id) == []
    assert isinstance(service.match_conflicts(session, scene.season, **scene.by()), Refused)


def test_only_the_officer_matches_and_rules(session: Session):
    scene = with_four(session, DOUBTFUL)
    only = ["Chỉ người phụ trách xung đột lợi ích của mùa thi thực hiện được việc này."]
    head = scene.by(Role.HEAD)
    assert said(service.match_conflicts(session, scene.season, **head)) == only
    match(session, scene)
    ids = undecided(session, scene.season.id)
    assert said(service.rule_on(session, scene.season, ids, Ruling.CLEAR, AGAIN, **head)) == only


def test_a_round_without_an_officer_or_declarations_is_not_sealed(session: Session):
    scene = prepare(session, make_scene(session, count=1))
    told = said(service.seal_round(session, scene.season, **scene.by()))
    assert "Chưa chỉ định người phụ trách xung đột lợi ích của mùa thi." in told
    assert "Còn 3 giám khảo trong tổ chưa nhận nhiệm vụ hoặc chưa khai báo xung đột lợi ích." in told


# matching


def test_declared_kin_is_barred_by_itself_at_the_sealing(session: Session):
    scene = with_four(session, KIN)
    value_of(service.seal_round(session, scene.season, **scene.by()))
    assert levels(session) == [(Source.KIN, Level.HARD)]
    pair = session.scalars(sa.select(Barred)).one()
    own = sa.select(Envelope.piece_id).where(Envelope.entry_id == scene.entries[0].id)
    assert (pair.judge_id, pair.piece_id) == (scene.judges[0].judge_id, session.scalar(own))


def test_judging_gets_bare_pairs_in_no_order(session: Session):
    scene = with_four(session, KIN)
    value_of(service.seal_round(session, scene.season, **scene.by()))
    deeds = session.scalars(sa.select(LedgerRow).where(LedgerRow.deed == "barred")).all()
    told = str([row.body for row in deeds])
    found = session.scalars(sa.select(Conflict)).one()
    for word in (KIN.name, "kin", found.id, found.subject, found.entry_id, found.appointment_id):
        assert word not in told
    rows = session.scalars(sa.select(Barred)).all()
    assert [(row.judge_id, row.piece_id) for row in rows] == sorted((r.judge_id, r.piece_id) for r in rows)


def test_a_doubtful_one_blocks_the_sealing_until_the_officer_says_what_it_is(session: Session):
    scene = with_four(session, DOUBTFUL)
    waits = ["Còn 1 trường hợp xung đột lợi ích chờ người phụ trách xem xét."]
    assert said(service.seal_round(session, scene.season, **scene.by())) == waits
    match(session, scene)
    assert said(rule(session, scene, Ruling.CLEAR, " ")) == ["Đề nghị ghi lý do."]
    value_of(rule(session, scene, Ruling.CLEAR))
    value_of(service.seal_round(session, scene.season, **scene.by()))
    assert session.scalars(sa.select(Barred)).all() == []


def test_the_officer_bars(session: Session):
    scene = with_four(session, DOUBTFUL)
    match(session, scene)
    value_of(rule(session, scene, Ruling.BAR))
    value_of(service.seal_round(session, scene.season, **scene.by()))
    assert session.scalars(sa.select(Barred.judge_id)).all() == [scene.judges[0].judge_id]


def test_what_only_tells_something_does_nothing(session: Session):
    scene = with_four(session, DeclaredFacts(DeclaredKind.KIN, "Ngọc Ánh"))
    assert match(session, scene) == 1
    assert levels(session) == [(Source.KIN, Level.SOFT)]
    value_of(service.seal_round(session, scene.season, **scene.by()))
    assert session.scalars(sa.select(Barred)).all() == []


def test_matching_again_finds_nothing_new_and_keeps_the_ruling(session: Session):
    scene = with_four(session, DOUBTFUL)
    assert match(session, scene) == 1
    value_of(rule(session, scene, Ruling.CLEAR))
    assert match(session, scene) == 0
    row = session.scalars(sa.select(Conflict)).one()
    assert (row.ruling, row.reason) == (Ruling.CLEAR, AGAIN)


def test_what_weighs_otherwise_now_is_ruled_on_anew_and_what_is_gone_goes(session: Session):
    scene = with_four(session, DOUBTFUL)
    match(session, scene)
    value_of(rule(session, scene, Ruling.CLEAR))
    person = session.scalars(
        sa.select(Person).join(Author, Author.person_id == Person.id).where(Author.entry_id == scene.entries[0].id)
    ).one()  # fmt: skip
    person.full_name = "Nguyen Thi Ngoc Anh"
    session.flush()
    match(session, scene)
    row = session.scalars(sa.select(Conflict)).one()
    assert (row.level, row.ruling, row.reason) == (Level.HARD, None, "")
    person.full_name = "Bàn Thị Mai"
    session.flush()
    match(session, scene)
    assert levels(session) == []


def test_a_ruling_is_on_a_case_of_the_season_that_waits(session: Session):
    scene, other = with_four(session, KIN), with_four(session, DOUBTFUL)
    match(session, scene)
    match(session, other)
    hard = session.scalars(sa.select(Conflict.id).where(Conflict.level == Level.HARD)).all()
    for ids in (hard, undecided(session, other.season.id), ["khongcoconflict"]):
        outcome = service.rule_on(session, scene.season, ids, Ruling.CLEAR, AGAIN, **scene.by())
        assert said(outcome) == ["Trường hợp này không còn chờ xem xét. Đề nghị mở lại trang."]
    nothing = service.rule_on(session, scene.season, [], Ruling.CLEAR, AGAIN, **scene.by())
    assert said(nothing) == ["Đề nghị chọn ít nhất một trường hợp."]


def test_earlier_seasons_of_the_organiser_are_read(session: Session):
    """An earlier season in which the judge wrote with one of today's authors, and one in which the judge sat."""
    scene = ready(session, None, judges=4)
    judge = session.get_one(Account, scene.judges[0].account_id)
    past = make_season(session, scene.organiser)
    kept: dict[str, Any] = {"state": EntryState.ELIGIBLE, "field": "HT"}
    names = (judge.name, "Nguyễn Thị Ngọc Ánh")
    make_entry(session, past, scene.unit, title="Máy cũ", names=names, **kept)
    value_of(service.prepare_round(session, past, **scene.by()))
    panel = value_of(service.add_panel(session, past, "Tổ HT", ["HT"], **scene.by()))
    made = value_of(service.appoint(session, past, judge.id, decision_id=None, **scene.by()))
    value_of(service.seat(session, past, panel, made.id, judging.SeatRole.MEMBER, **scene.by()))
    title = scene.entries[1].title
    make_entry(session, past, scene.unit, title=title.upper(), names=("H’Hen Niê",), **kept)
    make_entry(session, past, scene.unit, title=scene.entries[2].title, state=EntryState.ELIGIBLE, field="PM")
    match(session, scene)
    found = {(row.entry_id, row.source) for row in session.scalars(sa.select(Conflict))}
    assert found == {
        (scene.entries[0].id, Source.COAUTHOR),
        (scene.entries[1].id, Source.EARLIER_PANEL),
    }


def test_another_organiser_s_seasons_are_not(session: Session):
    scene = ready(session, None, judges=4)
    other = make_scene(session, count=1)
    judge = session.get_one(Account, scene.judges[0].account_id)
    make_entry(session, other.season, other.unit, names=(judge.name, "Nguyễn Thị Ngọc Ánh"))
    assert match(session, scene) == 0


def test_the_office_s_rows_hold_no_declared_word(session: Session):
    scene = with_four(session, KIN, DOUBTFUL)
    match(session, scene)
    rows = conflict_rows(session, scene.season.id).rows
    assert len(rows) == 2
    assert rows[0].open
    assert "cháu ruột" not in str(rows)
    assert DOUBTFUL.name not in str(rows)


def test_a_refused_sealing_leaves_no_trace(transactions: Transactions):
    scene = transactions.do(lambda s: with_four(s, DOUBTFUL))
    refused = transactions.act(lambda s: service.seal_round(s, scene.season, **scene.by()))
    assert isinstance(refused, Refused)
    with transactions.reading() as session:
        assert levels(session) == []


def test_nobody_in_the_scene_has_a_conflict(session: Session):
    """The control of all tests above: what they find they have put there."""
    scene = ready(session, None, judges=4)
    assert match(session, scene) == 0
    assert NIECE.name not in {person.full_name for person in session.scalars(sa.select(Person))}
    assert session.scalar(sa.select(sa.func.count(Entry.id))) == 3
