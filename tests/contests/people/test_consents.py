"""Consents given, given anew, taken back."""

from datetime import timedelta

from sqlalchemy.orm import Session

from contests.kernel.access import SYSTEM
from contests.kernel.errors import Done, Outcome, Refused
from contests.kernel.sessions import Transactions
from contests.people.consents import give_consent, withdraw_consent
from contests.people.model import Consent, Person
from contests.people.terms import Consenter, ConsentPurpose
from tests.at_once import at_once
from tests.factories import NOON, make_organiser, make_person

LATER = NOON + timedelta(days=1)


def given(session: Session) -> Consent:
    person = make_person(session, make_organiser(session), "Lò Văn Pánh")
    return again(session, person)


def again(session: Session, person: Person) -> Consent:
    consent = give_consent(
        session, person, ConsentPurpose.PUBLISH_NAME, Consenter.GUARDIAN,
        giver_name="Lò Văn  Bình", wording="Đồng ý công bố họ tên.", by=SYSTEM, at=NOON,
    )  # fmt: skip
    session.flush()
    return consent


def test_a_consent_says_who_gave_it_to_what(session: Session) -> None:
    consent = given(session)
    assert (consent.giver_name, consent.wording) == ("Lò Văn Bình", "Đồng ý công bố họ tên.")


def test_a_consent_taken_back_keeps_its_first_moment(session: Session) -> None:
    consent = withdraw_consent(session, given(session), by=SYSTEM, at=NOON)
    assert withdraw_consent(session, consent, by=SYSTEM, at=LATER).withdrawn_at == NOON


def test_a_consent_given_anew_stands_again(session: Session) -> None:
    first = withdraw_consent(session, given(session), by=SYSTEM, at=NOON)
    second = again(session, session.get_one(Person, first.person_id))
    assert second.id == first.id
    assert second.withdrawn_at is None


def test_a_consent_noted_twice_at_once_is_noted_once_or_refused_in_words(transactions: Transactions) -> None:
    person_id = transactions.do(lambda s: make_person(s, make_organiser(s), "H’Hen Niê").id)

    def verb(session: Session) -> Outcome[str]:
        return Done(again(session, session.get_one(Person, person_id)).id)

    first, second = at_once(transactions, verb, verb, holds="INSERT INTO consent")
    assert isinstance(first, Done)
    said = [str(reason) for reason in second.reasons] if isinstance(second, Refused) else second
    assert said in (first, ["Sự đồng ý này vừa được ghi nhận."])
