"""The verbs on entries, on both databases."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries import authors, dossier, queries, service
from contests.entries.facts import authors_of, files_of, whole_of
from contests.entries.model import Author, DossierVersion, Entry
from contests.entries.terms import Applicant, AuthorRole, EntryState
from contests.kernel.audit import deeds_of
from contests.kernel.codes import token_hash
from contests.kernel.errors import STALE, Done, Outcome, Refused
from contests.kernel.sessions import value_of
from contests.kernel.storage import LocalStorage
from contests.people.model import Account, Consent, Person
from contests.people.terms import Consenter, ConsentPurpose
from contests.seasons.queries import items_of
from tests.contests.entries import samples
from tests.contests.entries.drawn import (
    PARTNER,
    PUPIL,
    Place,
    complete,
    draft,
    place,
    sent,
    typed,
    with_authors,
    with_files,
)
from tests.factories import NOON, make_season


@pytest.fixture
def at(session: Session) -> Place:
    return place(session)


@pytest.fixture
def storage(tmp_path: Path) -> LocalStorage:
    return LocalStorage(tmp_path / "files")


def refusal(outcome: Outcome[Any]) -> list[str]:
    assert isinstance(outcome, Refused)
    return [str(reason) for reason in outcome.reasons]


def test_a_draft_has_neither_number_nor_receipt(session: Session, at: Place) -> None:
    entry = draft(session, at)
    assert (entry.state, entry.number, entry.receipt_code) == (EntryState.DRAFT, None, None)
    assert [deed.verb for deed in deeds_of(session, entry.id)] == ["entry.draft"]


def test_no_draft_before_or_after_registration_nor_in_anothers_season(session: Session, at: Place) -> None:
    facts = typed(session, at.season)
    late = service.create_draft(session, at.season, at.unit, facts, by=at.clerk, at=NOON + timedelta(days=10))
    elsewhere = place(session).unit
    foreign = service.create_draft(session, at.season, elsewhere, facts, by=at.clerk, at=NOON)
    assert isinstance(late, Refused)
    assert isinstance(foreign, Refused)


def test_a_field_of_another_season_is_not_taken(session: Session, at: Place) -> None:
    other = make_season(session, at.organiser)
    facts = typed(session, other)
    outcome = service.create_draft(session, at.season, at.unit, facts, by=at.clerk, at=NOON)
    assert isinstance(outcome, Refused)
    assert [reason.field for reason in outcome.reasons] == ["field_id"]


def test_who_changes_an_older_page_is_told(session: Session, at: Place) -> None:
    entry = draft(session, at)
    seen = entry.version
    facts = typed(session, at.season, title="Máy mới")
    assert isinstance(service.change(session, entry, facts, version=seen, by=at.clerk, at=NOON), Done)
    assert refusal(service.change(session, entry, facts, version=seen, by=at.clerk, at=NOON)) == [STALE]


def test_a_sent_entry_has_a_number_a_receipt_and_a_frozen_dossier(
    session: Session, storage: LocalStorage, at: Place
) -> None:
    entry = sent(session, storage, at)
    frozen = session.scalars(sa.select(DossierVersion).filter_by(entry_id=entry.id)).one()
    assert (entry.state, entry.number) == (EntryState.SUBMITTED, 1)
    assert queries.receipt_state(session, entry.receipt_code or "") is not None
    assert [author["name"] for author in frozen.manifest["authors"]] == ["H’Hen Niê"]
    assert {file["sha256"] for file in frozen.manifest["files"]} == {
        file.sha256 for file in files_of(session, entry.id)
    }
    assert entry.division_id is not None


def test_numbers_run_without_gaps_in_each_season(session: Session, storage: LocalStorage, at: Place) -> None:
    assert [sent(session, storage, at).number for _ in range(3)] == [1, 2, 3]


def test_an_incomplete_entry_is_told_everything_and_stays_a_draft(session: Session, at: Place) -> None:
    entry = draft(session, at, summary="")
    outcome = service.submit(session, entry, declared=False, version=entry.version, by=at.clerk, at=NOON)
    assert len(refusal(outcome)) == 5
    assert entry.state is EntryState.DRAFT


def test_the_deadline_judges_the_moment_the_request_reached_us(
    session: Session, storage: LocalStorage, at: Place
) -> None:
    entry = complete(session, storage, at)
    end = at.season.registration_until
    assert end is not None
    late = service.submit(session, entry, declared=True, version=entry.version, by=at.clerk, at=end)
    assert isinstance(late, Refused)
    last = end - timedelta(microseconds=1)
    just = service.submit(session, entry, declared=True, version=entry.version, by=at.clerk, at=last)
    assert value_of(just).submitted_at == last


def test_sending_twice_sends_once(session: Session, storage: LocalStorage, at: Place) -> None:
    entry = complete(session, storage, at)
    seen = entry.version
    assert isinstance(service.submit(session, entry, declared=True, version=seen, by=at.clerk, at=NOON), Done)
    again = service.submit(session, entry, declared=True, version=seen, by=at.clerk, at=NOON)
    assert STALE in refusal(again)
    assert session.scalar(sa.select(sa.func.count()).select_from(DossierVersion)) == 1


def test_authors_keep_their_order_their_rows_and_their_consents(session: Session, at: Place) -> None:
    entry = with_authors(session, at, draft(session, at), replace(PUPIL, share=60), PARTNER)
    before = authors_of(session, entry.id)
    with_authors(session, at, entry, *reversed(before))
    after = authors_of(session, entry.id)
    assert [author.id for author in after] == [author.id for author in reversed(before)]
    assert [author.consents for author in after] == [author.consents for author in reversed(before)]
    assert session.scalar(sa.select(sa.func.count()).select_from(Consent)) == 4


def test_an_author_taken_out_is_forgotten(session: Session, at: Place) -> None:
    entry = with_authors(session, at, draft(session, at), replace(PUPIL, share=60), PARTNER)
    with_authors(session, at, entry, replace(authors_of(session, entry.id)[0], share=100))
    assert session.scalars(sa.select(Person.full_name)).all() == ["H’Hen Niê"]
    assert "dang tran con" not in entry.folded
    assert session.scalar(sa.select(sa.func.count()).select_from(Consent)) == 2


def test_a_consent_taken_back_no_longer_stands(session: Session, at: Place) -> None:
    entry = with_authors(session, at, draft(session, at))
    (author,) = authors_of(session, entry.id)
    with_authors(session, at, entry, replace(author, consents=frozenset()))
    assert authors_of(session, entry.id)[0].consents == frozenset()
    assert "Còn thiếu sự đồng ý tham gia của H’Hen Niê." in [
        str(gap) for gap in whole_of(session, entry).gaps(NOON)
    ]


def test_a_guardians_consent_is_in_the_guardians_name(session: Session, at: Place) -> None:
    with_authors(session, at, draft(session, at))
    given = session.scalars(sa.select(Consent).filter_by(given_by=Consenter.GUARDIAN)).one()
    assert (given.giver_name, given.purpose) == ("Y Blăm", ConsentPurpose.TAKE_PART)


@pytest.mark.parametrize("share", [0, 101, -5])
def test_a_share_is_a_whole_per_cent(session: Session, at: Place, share: int) -> None:
    entry = draft(session, at)
    people = [replace(PUPIL, share=share)]
    outcome = authors.set_authors(session, entry, people, version=entry.version, by=at.clerk, at=NOON)
    assert "từ 1 đến 100" in refusal(outcome)[0]


def test_the_author_of_another_entry_cannot_be_taken_over(session: Session, at: Place) -> None:
    first = with_authors(session, at, draft(session, at))
    stranger = authors_of(session, first.id)[0]
    entry = draft(session, at)
    outcome = authors.set_authors(session, entry, [stranger], version=entry.version, by=at.clerk, at=NOON)
    assert "đã thay đổi" in refusal(outcome)[0]


def test_the_same_file_twice_is_one_file(session: Session, storage: LocalStorage, at: Place) -> None:
    entry = with_files(session, storage, at, with_files(session, storage, at, draft(session, at)))
    assert len(files_of(session, entry.id)) == 2


def test_an_item_takes_no_more_files_than_it_says(session: Session, storage: LocalStorage, at: Place) -> None:
    entry, item = draft(session, at), items_of(session, at.season.id)[0]
    outcomes = []
    for number in range(4):
        source = BytesIO(samples.pdf(text=f"Trang {number}"))
        file = value_of(dossier.take_in(storage, at.organiser.id, item, source, f"{number}.pdf"))
        outcomes.append(dossier.add_file(session, entry, item, file, by=at.clerk, at=NOON))
    assert [isinstance(outcome, Done) for outcome in outcomes] == [True, True, True, False]
    assert "tối đa 3 tệp" in refusal(outcomes[-1])[0]


def test_a_hostile_file_is_not_kept(session: Session, storage: LocalStorage, at: Place) -> None:
    item = items_of(session, at.season.id)[0]
    source = BytesIO(samples.pdf_with_attachment())
    outcome = dossier.take_in(storage, at.organiser.id, item, source, "phiếu.pdf")
    assert "đính kèm" in refusal(outcome)[0]
    assert storage.usage().files == 0


def test_a_file_taken_out_is_out_and_taking_it_out_again_changes_nothing(
    session: Session, storage: LocalStorage, at: Place
) -> None:
    entry = with_files(session, storage, at, draft(session, at))
    file = files_of(session, entry.id)[0]
    for _ in range(2):
        assert isinstance(dossier.remove_file(session, entry, file, by=at.clerk, at=NOON), Done)
    assert file not in files_of(session, entry.id)


def test_a_sent_entry_takes_no_more_changes(session: Session, storage: LocalStorage, at: Place) -> None:
    entry = sent(session, storage, at)
    file = files_of(session, entry.id)[0]
    facts = typed(session, at.season)
    assert isinstance(
        service.change(session, entry, facts, version=entry.version, by=at.clerk, at=NOON), Refused
    )
    assert isinstance(dossier.remove_file(session, entry, file, by=at.clerk, at=NOON), Refused)


def test_a_sent_entry_may_be_taken_back(session: Session, storage: LocalStorage, at: Place) -> None:
    entry = sent(session, storage, at)
    withdrawn = service.withdraw(session, entry, version=entry.version, by=at.clerk, at=NOON)
    assert value_of(withdrawn).state is EntryState.WITHDRAWN


def test_a_slip_opens_an_account_of_its_author_and_a_new_slip_closes_the_old(
    session: Session, storage: LocalStorage, at: Place
) -> None:
    entry = sent(session, storage, at)
    (first,) = value_of(authors.issue_slips(session, entry, by=at.clerk, at=NOON))
    (second,) = value_of(authors.issue_slips(session, entry, by=at.clerk, at=NOON))
    account = session.scalars(sa.select(Account).where(Account.secret_hash.is_not(None))).one()
    author = session.scalars(sa.select(Author).filter_by(entry_id=entry.id)).one()
    assert (author.account_id, account.secret_hash) == (account.id, token_hash(second.secret))
    assert first.secret != second.secret
    assert [row.id for row in queries.entries_of_author(session, account.id)] == [entry.id]


def test_a_draft_has_no_slips(session: Session, at: Place) -> None:
    entry = with_authors(session, at, draft(session, at))
    assert isinstance(authors.issue_slips(session, entry, by=at.clerk, at=NOON), Refused)


def test_a_receipts_code_tells_the_state_and_neither_name_nor_title(
    session: Session, storage: LocalStorage, at: Place
) -> None:
    entry = sent(session, storage, at)
    code = entry.receipt_code or ""
    state = queries.receipt_state(session, f" {code[:4].lower()}-{code[4:]} ")
    assert state is not None
    assert state.state is EntryState.SUBMITTED
    assert "H’Hen Niê" not in repr(state)
    assert entry.title not in repr(state)
    assert queries.receipt_state(session, code[:-1] + ("2" if code[-1] != "2" else "3")) is None


def test_two_authors_of_a_team_are_sent_together(session: Session, storage: LocalStorage, at: Place) -> None:
    entry = draft(session, at, applicant=Applicant.TEAM)
    with_authors(session, at, entry, replace(PUPIL, share=60), replace(PARTNER, born_on=date(2012, 1, 31)))
    with_files(session, storage, at, entry)
    outcome = service.submit(session, entry, declared=True, version=entry.version, by=at.clerk, at=NOON)
    assert value_of(outcome).state is EntryState.SUBMITTED
    roles = session.scalars(sa.select(Author.role).order_by(Author.position)).all()
    assert roles == [AuthorRole.LEAD, AuthorRole.CO_AUTHOR]


def test_the_verbs_count_as_changes_of_the_entry(session: Session, storage: LocalStorage, at: Place) -> None:
    entry = draft(session, at)
    seen = entry.version
    with_files(session, storage, at, entry)
    session.flush()
    assert session.get_one(Entry, entry.id).version > seen
