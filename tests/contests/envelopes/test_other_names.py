"""A unit is known to the gate and to the matching of conflicts under each name that it has and had."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from contests.envelopes import service
from contests.envelopes.conflicts.queries import conflict_rows
from contests.envelopes.conflicts.terms import Source
from contests.envelopes.gate.search import gate
from contests.envelopes.identities import identities_of, stamp_of
from contests.kernel.access import SYSTEM
from contests.kernel.clock import now
from contests.kernel.sessions import value_of
from contests.people import service as people
from contests.people.model import Unit
from contests.people.units.rules import EventFacts
from judging import service as judging
from judging.service import DeclaredFacts, DeclaredKind
from tests.factories import NOON, make_unit
from tests.factories_envelopes import Scene, make_scene, ready

LAW = EventFacts(date(2025, 7, 1), "1684/NQ-UBTVQH15")


def school_of(session: Session, scene: Scene) -> Unit:
    return session.get_one(Unit, scene.entries[0].unit_id)


def known_otherwise(session: Session, scene: Scene, how: str) -> None:
    """Its school was once called, is also called, or took in a school called: Kháng Nhật."""
    school = school_of(session, scene)
    if how == "former":
        name, school.name = school.name, "Trường THCS Kháng Nhật"
        session.flush()
        value_of(people.rename_unit(session, school, name, LAW, version=school.version, by=SYSTEM, at=NOON))
    elif how == "alias":
        value_of(people.add_alias(session, school, "Trường Kháng Nhật", by=SYSTEM, at=NOON))
    else:
        other = make_unit(session, organiser=scene.organiser, name="Trường THCS Kháng Nhật")
        value_of(people.merge_units(session, [other], school, LAW, by=SYSTEM, at=NOON))


@pytest.mark.parametrize("how", ["former", "alias", "merged"])
@pytest.mark.parametrize("said", ["nhóm học sinh Kháng Nhật chế tạo", "nhom hoc sinh Khang Nhat che tao"])
def test_the_gate_shuts_on_another_name_of_the_unit(session: Session, how: str, said: str):
    scene = make_scene(session, count=1)
    (before,) = identities_of(session, [scene.entries[0].id]).values()
    known_otherwise(session, scene, how)
    (known,) = identities_of(session, [scene.entries[0].id]).values()
    assert not any(one.kind.shuts for one in gate(before).findings(said))
    assert any(one.kind.shuts for one in gate(known).findings(said))
    assert stamp_of(before) != stamp_of(known), "what was looked through has to be looked through again"


@pytest.mark.parametrize("how", ["former", "alias", "merged"])
def test_a_judge_who_declares_the_unit_by_another_name_is_matched(session: Session, how: str):
    scene = ready(session, None, judges=4)
    own = DeclaredFacts(DeclaredKind.UNIT_NOW, "Trường THCS Kháng Nhật")
    value_of(judging.declare(session, scene.judges[0].judge_id, (own,), at=now()))
    assert matched(session, scene) == 0
    known_otherwise(session, scene, how)
    assert matched(session, scene) > 0


def matched(session: Session, scene: Scene) -> int:
    """How many conflicts with an own unit are found."""
    value_of(service.match_conflicts(session, scene.season, **scene.by()))
    rows = conflict_rows(session, scene.season.id, 1).rows
    return sum(row.source is Source.OWN_UNIT for row in rows)
