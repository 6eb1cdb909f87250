"""Whole rounds by chance, made through judging's own verbs: every aggregation, chain, bar, waiver and tie there is."""

import random
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from contests.kernel.access import Actor
from contests.kernel.errors import Done
from contests.kernel.sessions import value_of
from judging import ledger
from judging import service as judging
from judging.components.model import Component as ComponentRow
from judging.model import Round
from judging.numbers import methods, ties
from judging.numbers.changing import confirm_rules, propose_rules
from judging.numbers.deciding import decide_tie
from judging.numbers.methods import Bench
from judging.numbers.rules import Component, Rules, written
from judging.numbers.sheets import rules_of
from judging.results import seal_results
from judging.seen import rubric
from judging.terms import RankedBy, SeatRole
from tests.factories import NOON
from tests.factories_judging import OF, Made, exhibit, fill_sheet, make_ready, typed

SECOND: dict[str, Any] = {"by": Actor("nguoithuhai", "H’Hen Niê", frozenset()), "at": NOON}
COMPONENT = Component("bc", "Bình chọn", 2)


def random_round(session: Session, seed: int) -> str:
    """A closed round of a few pieces whose figures are made where they can be; its id."""
    chance = random.Random(seed)
    made = _opened(session, chance)
    _change_rules(session, chance, made)
    _mark(session, chance, made)
    if isinstance(judging.close_round(session, made.round_id, **OF), Done):
        judging.compute_standings(session, made.round_id, **OF)
        _finish(session, chance, made)
    return made.round_id


def _opened(session: Session, chance: random.Random) -> Made:
    per_point = chance.choice((1, 2, 4))
    criteria = tuple(
        judging.CriterionFacts(f"Tiêu chí {n}", chance.randint(1, 3)) for n in range(chance.randint(1, 3))
    )
    own = Rules(
        per_point,
        chance.randint(1, 2),
        chance.choice(list(RankedBy)),
        chance.choice((methods.MEAN, methods.TRIMMED, methods.MEDIAN)),
        _chain(chance, len(criteria)),
    )
    named = {**written(own), "ties": ",".join(own.ties) or "none"} if chance.random() < 0.3 else written(own)
    facts = judging.RoundFacts(
        "Vòng", per_point, own.least_sheets, criteria, ranked_by=own.ranked_by, rules=named
    )
    round_id = value_of(judging.open_round(session, facts, **OF)).id
    panel = value_of(judging.add_panel(session, round_id, "Tổ", ("HT",), **OF))
    session.flush()
    judges = [value_of(judging.add_judge(session, round_id, **OF)) for _ in range(chance.randint(2, 6))]
    for place, judge in enumerate(judges):
        role = SeatRole.CHAIR if place == 0 else SeatRole.MEMBER
        value_of(judging.seat(session, panel.id, judge, role, **OF))
        make_ready(session, judge)
    exhibits = [exhibit(n) for n in range(chance.randint(2, 5))]
    pieces = value_of(judging.admit(session, round_id, exhibits, **OF))
    own_criteria = tuple(one.scale.criterion_id for one in rubric(session, round_id, per_point))
    return Made(round_id, panel.id, tuple(judges), tuple(pieces), own_criteria)


def _chain(chance: random.Random, criteria: int) -> tuple[str, ...]:
    known = [ties.EXACT, ties.CHAIR, ties.MEDIAN, ties.LOWEST]
    known += [ties.criterion_step(n + 1) for n in range(criteria)]
    chosen = chance.sample(known, chance.randint(0, 3))
    return (*chosen, *([ties.PEOPLE] if chance.random() < 0.5 else []))


def _change_rules(session: Session, chance: random.Random, made: Made) -> None:
    """Half of the rounds get other rules by two persons: benches, votes, a component from outside."""
    if chance.random() < 0.5:
        return
    half = chance.randint(1, len(made.judges) - 1)
    benches = (Bench("Chuyên môn", 3, made.judges[:half]), Bench("Xã hội", 2, made.judges[half:]))
    wanted = replace(
        rules_of(session.get_one(Round, made.round_id)),
        aggregation=chance.choice((methods.WEIGHTED, methods.VOTES, methods.TRIMMED)),
        pass_steps=chance.randint(1, 5),
        benches=benches,
        sheets_weight=chance.randint(1, 5),
        components=(COMPONENT,) if chance.random() < 0.5 else (),
    )
    asked = value_of(propose_rules(session, made.round_id, wanted, "Theo thể lệ sửa đổi", **OF))
    value_of(confirm_rules(session, made.round_id, asked.version, **SECOND))


def _mark(session: Session, chance: random.Random, made: Made) -> None:
    per_point = session.get_one(Round, made.round_id).steps_per_point
    most = [one.scale.most_steps for one in rubric(session, made.round_id, per_point)]
    _components(session, chance, made)
    for judge in range(len(made.judges)):
        for piece in range(len(made.pieces)):
            _sheet(
                session, chance, made, judge, piece, [chance.randint(0, steps) for steps in most], per_point
            )
    _correct(session, chance, made, most, per_point)


def _sheet(
    session: Session,
    chance: random.Random,
    made: Made,
    judge: int,
    piece: int,
    steps: list[int],
    per_point: int,
) -> None:
    who, what = made.judges[judge], made.pieces[piece].piece_id
    deed = chance.random()
    if deed < 0.06:
        value_of(judging.waive(session, what, who, "Ốm dài ngày", **OF))
    elif deed < 0.12:
        value_of(judging.recuse(session, who, what, at=NOON))
    else:
        fill_sheet(session, made, judge, piece, *(f"{step / per_point:.2f}" for step in steps))
        if deed > 0.94:
            value_of(judging.bar(session, {(who, what)}, **OF))


def _correct(session: Session, chance: random.Random, made: Made, most: list[int], per_point: int) -> None:
    """Judges ask for other marks on what they submitted; whoever leads the panel consents or refuses."""
    for judge in made.judges[1:]:
        what = chance.choice(made.pieces).piece_id
        marks = [f"{chance.randint(0, steps) / per_point:.2f}" for steps in most]
        asked = judging.ask_correction(session, judge, what, typed(made, *marks), "Ghi nhầm điểm", at=NOON)
        if isinstance(asked, Done):
            consent = chance.random() < 0.8
            judging.answer_correction(session, made.judges[0], asked.value, consent, at=NOON)


def _components(session: Session, chance: random.Random, made: Made) -> None:
    values = {one.piece_id: chance.randint(0, 300) for one in made.pieces if chance.random() < 0.97}
    rows = [
        ComponentRow(round_id=made.round_id, piece_id=piece, kind=COMPONENT.key, hundredths=value)
        for piece, value in values.items()
    ]
    session.add_all(rows)
    session.flush()
    body = {"kind": COMPONENT.key, "values": values}
    ledger.append(session, made.round_id, "component", body, at=NOON)


def _finish(session: Session, chance: random.Random, made: Made) -> None:
    """People order a group of equals where the chain leaves it to them; some rounds are sealed."""
    ranks: dict[int, list[str]] = {}
    for row in judging.standings(session, made.round_id):
        ranks.setdefault(row.rank, []).append(row.piece_id)
    groups = [sorted(group) for group in ranks.values() if len(group) > 1]
    if groups and ties.PEOPLE in rules_of(session.get_one(Round, made.round_id)).ties:
        order = chance.sample(groups[0], len(groups[0]))
        value_of(decide_tie(session, made.round_id, order, "Biên bản họp hội đồng", **OF))
        value_of(judging.compute_standings(session, made.round_id, **OF))
    if ranks and chance.random() < 0.5:
        value_of(seal_results(session, made.round_id, **OF))
