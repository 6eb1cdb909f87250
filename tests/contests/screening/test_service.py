"""Pre-screening: verdicts, returns, what may be taken back, and the closing of the list. On both databases."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.decisions.model import Decision
from contests.decisions.service import DecisionFacts, record_decision
from contests.decisions.terms import DecisionKind
from contests.entries import authors, dossier, service
from contests.entries.facts import authors_of, files_of
from contests.entries.model import DossierVersion, Entry
from contests.entries.terms import EntryState
from contests.kernel.audit import deeds_of
from contests.kernel.clock import today
from contests.kernel.errors import Outcome, Refused
from contests.kernel.sessions import value_of
from contests.kernel.storage import LocalStorage
from contests.screening import queries
from contests.screening import service as screening
from contests.screening.model import Verdict
from contests.screening.rules import CLOSED
from contests.screening.terms import ReasonCode, VerdictKind
from contests.seasons.queries import items_of
from tests.contests.entries.drawn import Place, place, sent, typed
from tests.factories import NOON, make_entry

DUE = NOON + timedelta(days=5)


@pytest.fixture
def at(session: Session) -> Place:
    return place(session)


@pytest.fixture
def storage(tmp_path: Path) -> LocalStorage:
    return LocalStorage(tmp_path / "files")


def refusal(outcome: Outcome[Any]) -> list[str]:
    assert isinstance(outcome, Refused)
    return [str(reason) for reason in outcome.reasons]


def passed(session: Session, at: Place, entry: Entry) -> Verdict:
    return value_of(screening.pass_entry(session, entry, version=entry.version, by=at.office, at=NOON))


def returned(session: Session, at: Place, entry: Entry, *items: str, due: datetime = DUE) -> Verdict:
    note = "Thiếu chữ ký của người giám hộ."
    return value_of(
        screening.send_back(
            session, entry, items or ("PHIEU",), note, due, version=entry.version, by=at.office, at=NOON
        )
    )


def decision(session: Session, at: Place, kind: DecisionKind = DecisionKind.ELIGIBLE) -> Decision:
    facts = DecisionFacts(kind, "12/QĐ-BTC", today(NOON), "Đặng Trần Côn", "Trưởng Ban Tổ chức")
    return value_of(record_decision(session, at.organiser.id, facts, by=at.office, at=NOON))


def test_a_verdict_stands_on_the_frozen_dossier_and_is_on_record(
    session: Session, storage: LocalStorage, at: Place
) -> None:
    entry = sent(session, storage, at)
    verdict = passed(session, at, entry)
    assert entry.state is EntryState.ELIGIBLE
    assert session.get_one(DossierVersion, verdict.version_id).entry_id == entry.id
    assert "screening.pass" in {deed.verb for deed in deeds_of(session, entry.id)}


def test_two_persons_on_one_entry_the_second_is_told(session: Session, at: Place) -> None:
    entry = make_entry(session, at.season, at.unit)
    seen = entry.version
    passed(session, at, entry)
    late = screening.reject(session, entry, ReasonCode.AGE, version=seen, by=at.office, at=NOON)
    assert screening.MOVED in refusal(late)
    assert entry.state is EntryState.ELIGIBLE


def test_a_rejection_has_a_reason_of_the_regulation(session: Session, at: Place) -> None:
    entry = make_entry(session, at.season, at.unit)
    bare = screening.reject(session, entry, None, version=entry.version, by=at.office, at=NOON)
    vague = screening.reject(
        session, entry, ReasonCode.OTHER, " ", version=entry.version, by=at.office, at=NOON
    )
    assert refusal(bare) == ["Đề nghị chọn lý do theo thể lệ."]
    assert "phải ghi rõ" in refusal(vague)[0]
    verdict = screening.reject(
        session, entry, ReasonCode.DUPLICATE, version=entry.version, by=at.office, at=NOON
    )
    assert (value_of(verdict).reason, entry.state) == (ReasonCode.DUPLICATE, EntryState.REJECTED)


def test_a_return_says_what_why_and_until_when(session: Session, at: Place) -> None:
    entry = make_entry(session, at.season, at.unit)
    bare = screening.send_back(session, entry, [], "", None, version=entry.version, by=at.office, at=NOON)
    past = screening.send_back(
        session, entry, ["KHONGCO"], "Thiếu", NOON, version=entry.version, by=at.office, at=NOON
    )
    assert isinstance(bare, Refused)
    assert [reason.field for reason in bare.reasons] == ["items", "note", "due_at"]
    assert len(refusal(past)) == 2


def test_a_returned_entry_opens_only_what_was_asked_and_comes_back_as_a_new_version(
    session: Session, storage: LocalStorage, at: Place
) -> None:
    entry = sent(session, storage, at)
    returned(session, at, entry, "PHIEU")
    items = {item.id: item.code for item in items_of(session, at.season.id)}
    form, text = sorted(files_of(session, entry.id), key=lambda file: items[file.item_id])
    assert isinstance(dossier.remove_file(session, entry, text, by=at.clerk, at=NOON), Refused)
    facts = typed(session, at.season)
    assert isinstance(
        service.change(session, entry, facts, version=entry.version, by=at.clerk, at=NOON), Refused
    )
    value_of(dossier.remove_file(session, entry, form, by=at.clerk, at=NOON))
    missing = service.submit(session, entry, declared=True, version=entry.version, by=at.clerk, at=NOON)
    assert refusal(missing) == ["Còn thiếu: Phiếu đăng ký dự thi."]
    form.removed_at = None
    session.flush()
    again = service.submit(session, entry, declared=True, version=entry.version, by=at.clerk, at=DUE)
    assert value_of(again).state is EntryState.SUBMITTED
    assert (entry.number, entry.supplement_until) == (1, None)
    assert session.scalars(sa.select(DossierVersion.number).order_by(DossierVersion.number)).all() == [1, 2]


def test_authors_open_when_they_are_asked_for(session: Session, storage: LocalStorage, at: Place) -> None:
    entry = sent(session, storage, at)
    returned(session, at, entry, "+authors")
    people = authors_of(session, entry.id)
    outcome = authors.set_authors(session, entry, people, version=entry.version, by=at.clerk, at=NOON)
    assert value_of(outcome).id == entry.id


def test_after_its_day_a_returned_entry_is_shut_and_the_office_may_reject_it(
    session: Session, storage: LocalStorage, at: Place
) -> None:
    entry = sent(session, storage, at)
    returned(session, at, entry)
    late = DUE + timedelta(seconds=1)
    outcome = service.submit(session, entry, declared=True, version=entry.version, by=at.clerk, at=late)
    assert "quá hạn" in refusal(outcome)[0]
    rejected = screening.reject(
        session, entry, ReasonCode.INCOMPLETE, version=entry.version, by=at.office, at=late
    )
    assert value_of(rejected).kind is VerdictKind.REJECTED
    assert entry.supplement_until is None


def test_an_entry_at_its_unit_is_not_found_eligible(session: Session, at: Place) -> None:
    entry = make_entry(session, at.season, at.unit)
    returned(session, at, entry)
    outcome = screening.pass_entry(session, entry, version=entry.version, by=at.office, at=NOON)
    assert "đang ở đơn vị" in refusal(outcome)[0]


def test_a_verdict_may_be_taken_back_and_stays_on_record(session: Session, at: Place) -> None:
    entry = make_entry(session, at.season, at.unit)
    passed(session, at, entry)
    value_of(screening.undo(session, entry, version=entry.version, by=at.office, at=NOON))
    assert entry.state is EntryState.SUBMITTED
    assert queries.standing_verdict(session, entry) is None
    (undone,) = queries.verdicts_of(session, entry.id)
    assert undone.undone_at == NOON
    again = screening.undo(session, entry, version=entry.version, by=at.office, at=NOON)
    assert "chưa có kết quả" in refusal(again)[0]


def test_the_list_is_not_closed_while_an_entry_waits(session: Session, at: Place) -> None:
    passed(session, at, make_entry(session, at.season, at.unit))
    make_entry(session, at.season, at.unit)
    returned(session, at, make_entry(session, at.season, at.unit))
    outcome = screening.close_screening(session, at.season, decision(session, at), by=at.office, at=NOON)
    assert [said[:7] for said in refusal(outcome)] == ["Còn 1 h", "Còn 1 h"]


def test_the_list_is_founded_by_a_decision_of_its_kind(session: Session, at: Place) -> None:
    passed(session, at, make_entry(session, at.season, at.unit))
    none = screening.close_screening(session, at.season, None, by=at.office, at=NOON)
    wrong = decision(session, at, DecisionKind.JURY)
    other = screening.close_screening(session, at.season, wrong, by=at.office, at=NOON)
    assert refusal(none) == ["Cần có quyết định công nhận danh sách đủ điều kiện."]
    assert isinstance(other, Refused)


def test_after_the_list_is_closed_no_verdict_changes(session: Session, at: Place) -> None:
    entry = make_entry(session, at.season, at.unit)
    passed(session, at, entry)
    founding = decision(session, at)
    value_of(screening.close_screening(session, at.season, founding, by=at.office, at=NOON))
    closing = queries.closing_of(session, at.season.id)
    assert closing is not None
    assert closing.symbol == "12/QĐ-BTC"
    undone = screening.undo(session, entry, version=entry.version, by=at.office, at=NOON)
    assert refusal(undone) == [CLOSED]
    twice = screening.close_screening(session, at.season, founding, by=at.office, at=NOON)
    assert "đã được chốt" in refusal(twice)[0]


def test_the_next_entry_is_the_next_number_and_then_the_first(session: Session, at: Place) -> None:
    first, second = (make_entry(session, at.season, at.unit) for _ in range(2))
    assert queries.next_waiting(session, at.season.id) == first.id
    assert queries.next_waiting(session, at.season.id, first.number or 0) == second.id
    assert queries.next_waiting(session, at.season.id, second.number or 0) == first.id
    passed(session, at, first)
    passed(session, at, second)
    assert queries.next_waiting(session, at.season.id) is None


def test_entries_of_the_same_title_are_pointed_out(session: Session, at: Place) -> None:
    entry = make_entry(session, at.season, at.unit, title="Nồi cơm điện")
    twin = make_entry(session, at.season, at.unit, title="NỒI CƠM ĐIỆN")
    make_entry(session, at.season, at.unit, title="Nồi cơm điện mặt trời")
    assert [one.id for one in queries.namesakes(session, entry)] == [twin.id]
