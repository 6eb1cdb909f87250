from contests.seasons.editions import next_edition
from contests.seasons.parts import DivisionPart, SettingPart
from contests.seasons.rules import Dates, dates_of
from contests.seasons.settings import MADE_SINCE
from contests.seasons.terms import Origin
from tests.contests.seasons.sample import WHOLE, changed


def test_the_next_edition_asks_anew_for_dates_legal_bases_and_money() -> None:
    after = next_edition(WHOLE)
    assert after.edition == 18
    assert after.title == "Cuộc thi Sáng tạo Thanh thiếu niên, Nhi đồng tỉnh Tuyên Quang lần thứ 18"
    assert (after.years, after.legal_bases, dates_of(after)) == ("", (), Dates())
    assert [(tier.quota, tier.money) for tier in after.tiers] == [(1, None), (None, None)]
    assert [(prize.money, prize.basis) for prize in after.special_prizes] == [(None, "")] * 2
    assert ([honour.age_on for honour in after.honours], after.fees) == ([None, None], ())
    assert after.divisions == (DivisionPart("CHUNG", "Bảng chung"),)
    assert (after.fields, after.items, after.criteria) == (WHOLE.fields, WHOLE.items, WHOLE.criteria)


def test_working_values_of_the_next_edition_are_the_organisers_own_and_name_the_season_before() -> None:
    kept = [one for one in next_edition(WHOLE).settings if one.key != MADE_SINCE]
    assert len(kept) == len(WHOLE.settings) - 1
    assert {(one.origin, one.source) for one in kept} == {(Origin.ORGANISER, WHOLE.title)}


def test_the_look_back_year_of_the_next_edition_is_asked_anew() -> None:
    cited = SettingPart(MADE_SINCE, "2019", Origin.CITED, "Thể lệ lần thứ 17")
    others = [one for one in WHOLE.settings if one.key != MADE_SINCE]
    after = next_edition(changed(WHOLE, {"settings": (*others, cited)}))
    assert after.setting(MADE_SINCE) == SettingPart(MADE_SINCE, "", Origin.SOFTWARE)
