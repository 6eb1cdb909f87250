"""What of a person may be shown: names only with every consent, to judges nothing at all."""

from datetime import date
from itertools import product

import pytest

from contests.people.disclosure import Audience, ConsentFacts, Part, Purpose, age, parts, public_name
from contests.people.terms import Consenter, ConsentPurpose

ON = date(2026, 11, 22)
NAME = "H’Hen Niê"
SELF = ConsentFacts(ConsentPurpose.PUBLISH_NAME, Consenter.SELF)
GUARDIAN = ConsentFacts(ConsentPurpose.PUBLISH_NAME, Consenter.GUARDIAN)
WITHDRAWN = ConsentFacts(ConsentPurpose.PUBLISH_NAME, Consenter.GUARDIAN, withdrawn=True)
OTHER = ConsentFacts(ConsentPurpose.TAKE_PART, Consenter.GUARDIAN)


@pytest.mark.parametrize(
    ("born_on", "consents", "shown"),
    [
        (date(2008, 11, 22), [SELF], True),
        (date(2008, 11, 22), [GUARDIAN], False),
        (date(2008, 11, 23), [SELF], False),
        (date(2008, 11, 23), [SELF, GUARDIAN], True),
        (date(2013, 5, 1), [GUARDIAN], False),
        (date(2013, 5, 1), [SELF, WITHDRAWN], False),
        (date(2013, 5, 1), [SELF, OTHER], False),
        (date(2019, 11, 22), [GUARDIAN], False),
        (date(2019, 11, 23), [GUARDIAN], True),
        (date(2019, 11, 23), [WITHDRAWN], False),
        (date(1975, 1, 1), [], False),
        (None, [SELF], False),
        (None, [SELF, GUARDIAN], True),
    ],
)
def test_a_name_is_published_only_with_all_consents(
    born_on: date | None, consents: list[ConsentFacts], shown: bool
) -> None:
    assert public_name(NAME, born_on, consents, ON) == (NAME if shown else None)


def test_a_birthday_on_the_29th_of_february_comes_on_the_1st_of_march() -> None:
    assert age(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert age(date(2008, 2, 29), date(2026, 3, 1)) == 18


@pytest.mark.parametrize("purpose", Purpose)
def test_a_judge_is_shown_nothing_of_anybody(purpose: Purpose) -> None:
    assert parts(Audience.JUDGE, purpose) == frozenset()


def test_the_public_is_never_shown_more_than_name_and_occupation() -> None:
    shown = frozenset[Part]().union(*(parts(Audience.PUBLIC, purpose) for purpose in Purpose))
    assert shown == {Part.NAME, Part.OCCUPATION}


def test_contact_and_guardian_are_for_running_the_contest_only() -> None:
    for audience, purpose in product(Audience, set(Purpose) - {Purpose.RUN}):
        assert not parts(audience, purpose) & {Part.CONTACT, Part.GUARDIAN, Part.BIRTH_DATE}
