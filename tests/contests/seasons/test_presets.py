import tomllib

import pytest

from contests.kernel.errors import Done
from contests.seasons.definition import dump, load
from contests.seasons.parts import Definition
from contests.seasons.presets import NAMES, Preset, preset, preset_bytes, presets
from contests.seasons.rules import Dates, dates_of, gaps_before_opening
from contests.seasons.settings import RUBRIC
from contests.seasons.terms import ContestKind, Origin
from tests.contests.seasons.sample import ALL_KEYS


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def definition(name: str) -> Definition:
    found = preset(name)
    assert found
    return found


def test_a_preset_reads_and_writes_the_same_bytes(name: str) -> None:
    outcome = load(preset_bytes(name))
    assert isinstance(outcome, Done)
    assert dump(outcome.value) == preset_bytes(name)


def test_a_preset_invents_no_money_no_date_no_legal_basis(definition: Definition) -> None:
    assert all(tier.money is None and tier.quota is None for tier in definition.tiers)
    assert dates_of(definition) == Dates()
    assert all(one.born_from is None and one.born_until is None for one in definition.divisions)
    assert definition.legal_bases == ()


def test_no_figure_of_money_or_date_stands_in_a_preset_file(name: str) -> None:
    values = tomllib.loads(preset_bytes(name).decode())
    assert values["dates"] == {}
    assert {key for tier in values["tiers"] for key in tier} == {"code", "name"}


def test_a_rubric_of_a_preset_has_a_hundred_points_split_by_the_software(definition: Definition) -> None:
    assert sum(one.most_quarters for one in definition.criteria) == 400
    rubric = definition.setting(RUBRIC)
    assert rubric
    assert rubric.origin is Origin.SOFTWARE


def test_a_cited_value_names_its_document_and_the_rest_is_the_softwares_own(definition: Definition) -> None:
    assert {one.origin for one in definition.settings} == {Origin.CITED, Origin.SOFTWARE}
    assert all(one.source for one in definition.settings if one.origin is Origin.CITED)


def test_forms_and_identity_papers_do_not_go_to_judges(definition: Definition) -> None:
    shown = {item.code for item in definition.items if item.to_judges}
    assert shown
    assert not shown & {"PHIEU", "ANH", "KS"}


def test_a_preset_cannot_be_opened_as_it_is_even_when_all_is_confirmed(definition: Definition) -> None:
    missing = {gap.field for gap in gaps_before_opening(definition, ALL_KEYS)}
    assert {"general", "legal", "dates", "tiers"} <= missing
    assert "settings" not in missing


def test_the_kinds_of_the_three_presets() -> None:
    kinds = [one.definition.kind for one in presets()]
    assert kinds == [ContestKind.YOUTH, ContestKind.TECHNICAL, ContestKind.AWARD]
    assert [type(one) for one in presets()] == [Preset] * 3
    assert preset("khong-co") is None
