import unicodedata
from datetime import timedelta

from contests.envelopes.rules import (
    ONE_HUMAN,
    SECOND_WITHIN,
    Confirmation,
    Jury,
    Readiness,
    Work,
    even_fields,
    gaps_before_sealing,
    objections_to_opening,
    standing,
    thin_panels,
)
from tests.factories import NOON

READY = Readiness(True, 3, 0, 0, (), ())
FIRST = Confirmation("a", NOON, "Lê Thị Hồng Gấm", frozenset({"0912345678"}))
SECOND = Confirmation("b", NOON, "Hoàng Văn Thụ", frozenset({"0987654321"}))


def opening(given=(FIRST,), own=SECOND, *, results_sealed=True, opened=False, role_held=True, named=True):
    found = objections_to_opening(
        results_sealed=results_sealed,
        opened=opened,
        role_held=role_held,
        named=named,
        given=given,
        own=own,
    )
    return [str(reason) for reason in found]


def test_a_season_that_lacks_nothing_may_be_sealed():
    assert gaps_before_sealing(READY) == []


def test_every_gap_is_named_at_once():
    bare = Readiness(
        False,
        0,
        2,
        1,
        ("Phần mềm tin học",),
        ("Tổ Học tập",),
        thin_panels=(("Tổ Học tập", 4),),
        least_sheets=3,
    )
    said = [str(gap) for gap in gaps_before_sealing(bare)]
    assert len(said) == 7
    assert "Còn 2 hồ sơ chưa lập bản chấm. Đề nghị bấm “Lập bản chấm”." in said
    assert any(one.endswith("Đề nghị xếp thêm giám khảo vào tổ.") and "4 hồ sơ" in one for one in said)


def test_a_panel_is_thin_when_too_few_of_its_judges_may_mark_an_entry():
    juries = [Jury("Tổ 1", ("HT", "PM"), ("j1", "j2")), Jury("Tổ 2", ("MT",), ())]
    works = [Work("HT"), Work("PM", frozenset({"j1"})), Work("MT")]
    assert thin_panels(works, juries, 2) == (("Tổ 1", 1),)
    assert thin_panels(works, juries, 1) == ()
    assert thin_panels([Work("HT", frozenset({"someone else"}))], juries, 2) == ()


def test_two_persons_open():
    assert opening() == []
    assert opening(given=()) == []


def test_the_same_account_does_not_open_twice():
    assert opening(own=FIRST) == ["Quý vị đã xác nhận. Cần một người khác xác nhận trong vòng 24 giờ."]


def test_two_accounts_of_one_human_do_not_open():
    for other in (
        Confirmation("c", NOON, "LÊ THỊ  HỒNG GẤM"),
        Confirmation("c", NOON, unicodedata.normalize("NFD", FIRST.name)),
        Confirmation("c", NOON, "Người khác", FIRST.contacts),
    ):
        assert opening(own=other) == [ONE_HUMAN]


def test_two_accounts_without_mail_and_telephone_are_not_one_human_for_that():
    assert opening(given=(Confirmation("a", NOON, "Y Blăm"),), own=Confirmation("b", NOON, "H’Hen Niê")) == []


def test_before_the_results_are_sealed_nobody_opens():
    assert opening(results_sealed=False) == ["Chỉ ghép phách sau khi kết quả chấm đã được niêm phong."]


def test_nobody_opens_what_is_open_or_without_the_role():
    assert opening(opened=True) == ["Vòng chấm này đã được ghép phách."]
    assert len(opening(role_held=False)) == 1


def test_a_word_counts_for_a_day_and_no_longer():
    assert standing([FIRST], NOON + SECOND_WITHIN) == [FIRST]
    assert standing([FIRST], NOON + SECOND_WITHIN + timedelta(seconds=1)) == []


def test_a_field_tells_its_numbers_of_sheets_only_when_they_are_all_the_same():
    assert even_fields([("HT", 5), ("HT", 5), ("PM", 5), ("PM", 4)]) == {"HT"}


def test_where_persons_are_named_nobody_else_opens():
    assert "không có trong danh sách" in opening(named=False)[0]
