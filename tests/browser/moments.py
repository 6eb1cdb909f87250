"""Moments of a season at which pages are there that are not there before or after, or for one person only."""

from collections.abc import Mapping
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.envelopes import service as envelopes
from contests.envelopes import timetable
from contests.envelopes.outside.terms import Formula
from contests.kernel.access import Actor, Role
from contests.kernel.clock import now
from contests.kernel.sessions import value_of
from contests.kernel.web.runtime import Runtime
from contests.people.model import Account
from judging import service as judging
from judging.model import JudgeSession, Piece, Round, Seat
from judging.seen import rubric
from tests.browser.moment import Make as Make
from tests.browser.moment import Moment as Moment
from tests.browser.moments_prizes import specials_wait
from tests.contests.envelopes.redactions import AUTHOR, page_of, telling
from tests.contests.web.test_advice_pages import closed
from tests.contests.web.test_assignment import sealed as some_sealed
from tests.contests.web.test_assignment import some
from tests.contests.web.test_conflict_pages import declared
from tests.contests.web.test_outside_pages import SOURCE, VOTE
from tests.contests.web.test_scoring_rules import computed
from tests.contests.web.test_timetable_pages import shown
from tests.factories import actor_of, make_account
from tests.factories_desks import make_desks
from tests.factories_envelopes import Scene, results_sealed, round_id_of, sealed
from tests.factories_judging import exhibit as exhibit_of
from tests.factories_judging import fill_all, make_round, stored_page, typed
from tests.judging.advice.rounds import stored

REASON = "Cộng nhầm điểm tiêu chí thứ hai."


def of_season(scene: Scene, account: Account | None = None, **ids: str) -> Moment:
    """Someone of the office before a season of their own."""
    return Moment(account or scene.secretary, ids={"season_id": scene.season.id, **ids})


def seated(session: Session, judge_id: str, **ids: str) -> Moment:
    """A judge at the desk."""
    token = judging.open_session(session, judge_id, expires_at=now() + timedelta(hours=1))
    return Moment(token=token, ids=ids)


def desk(name: str) -> Make:
    """One of the judges' desks of `factories_desks`, whose session lasts."""

    def make(session: Session) -> Moment:
        made = make_desks(session)[name]
        session.execute(sa.update(JudgeSession).values(expires_at=now() + timedelta(hours=1)))
        return Moment(token=made.token, ids=made.ids)

    return lambda runtime: runtime.main.do(make)


def marking(runtime: Runtime) -> Moment:
    """A judge with a piece that has a page."""

    def make(session: Session) -> Moment:
        made = make_round(session, exhibits=[exhibit_of(1, pages=[stored_page(runtime.storage)])])
        return seated(session, made.judges[0], piece_id=made.pieces[0].piece_id, position="1")

    return runtime.main.do(make)


def correcting(judge: int) -> Make:
    """A correction was asked for by the first judge; the second is the chair, who has to answer."""

    def make(session: Session) -> Moment:
        made = make_round(session)
        fill_all(session, made)
        session.execute(sa.update(Seat).where(Seat.judge_id == made.judges[1]).values(role="chair"))
        piece, marks = made.pieces[0].piece_id, typed(made, "20", "25", "30")
        value_of(judging.ask_correction(session, made.judges[0], piece, marks, REASON, at=now()))
        return seated(session, made.judges[judge], piece_id=made.pieces[1].piece_id)

    return lambda runtime: runtime.main.do(make)


def chair_reads_advice(runtime: Runtime) -> Moment:
    made = runtime.main.do(lambda s: stored(s, panels=2))
    value_of(judging.refresh_advice(runtime.main, made.round_id, lambda *_: None, at=now()))
    return runtime.main.do(lambda s: seated(s, made.judges[0][0]))


def head_reads_advice(runtime: Runtime) -> Moment:
    scene = runtime.main.do(closed)
    return of_season(scene, scene.head)


def _showing(session: Session) -> Scene:
    scene = shown(session)
    facts = judging.SlotFacts(now() + timedelta(days=3), 15, "Nhà văn hóa, gian 3")
    value_of(timetable.plan_showing(session, scene.season, scene.entries[0].id, facts, **scene.by()))
    return scene


def office_plans_showings(runtime: Runtime) -> Moment:
    scene = runtime.main.do(_showing)
    return of_season(scene, entry_id=scene.entries[0].id)


def judge_reads_timetable(runtime: Runtime) -> Moment:
    return runtime.main.do(lambda s: seated(s, _showing(s).judges[0].judge_id))


def redacting(runtime: Runtime) -> Moment:
    scene = telling(runtime, count=2, text=f"Em {AUTHOR} làm máy tưới.")
    with runtime.main.reading() as session:
        page_id = page_of(session, scene).id
    return of_season(scene, entry_id=scene.entries[0].id, page_id=page_id)


def officer_reads(runtime: Runtime) -> Moment:
    return of_season(runtime.main.do(declared))


def judges_come_and_go(runtime: Runtime) -> Moment:
    scene = runtime.main.do(lambda s: sealed(s, judges=4))
    return of_season(scene, appointment_id=scene.judges[3].id)


def design_is_open(runtime: Runtime) -> Moment:
    return of_season(runtime.main.do(some))


def plan_waits(runtime: Runtime) -> Moment:
    """A judge recused; the plan that mends it is worked out."""

    def make(session: Session) -> Scene:
        scene = some_sealed(session)
        judge = scene.judges[0].judge_id
        piece = judging.my_pieces(session, judge)[0].piece_id
        value_of(judging.recuse(session, judge, piece, at=now()))
        value_of(envelopes.plan_assignment(session, scene.season, **scene.by()))
        return scene

    return of_season(runtime.main.do(make))


def keyings_differ(runtime: Runtime) -> Moment:
    """Two clerks read a paper sheet differently; a third is to settle it."""

    def make(session: Session) -> Moment:
        scene = sealed(session)
        round_id = round_id_of(session, scene)
        code = session.scalars(sa.select(Piece.code).where(Piece.round_id == round_id)).first()
        criteria = [one.scale.criterion_id for one in rubric(session, round_id, 2)]
        for name, marks in (("Y Blăm", ("20", "20,5", "30")), ("H’Hen Niê", ("20", "25", "30"))):
            read = judging.PaperRead(f"{code}-1", dict(zip(criteria, marks, strict=True)), "")
            clerk = _secretary(session, scene, name)
            value_of(envelopes.key_paper(session, scene.season, read, by=clerk, at=now()))
        return of_season(scene, paper_id=judging.papers(session, round_id)[0].paper_id)

    return runtime.main.do(make)


def votes_differ(runtime: Runtime) -> Moment:
    """Two persons entered the public's votes, and one of them looks at what differs."""
    kind = str(VOTE["key"])

    def make(session: Session) -> Moment:
        scene = sealed(session)
        round_ = session.get_one(Round, round_id_of(session, scene))
        round_.rules = {**round_.rules, "components": [VOTE]}
        clerks = (scene.actor(), _secretary(session, scene, "Y Blăm"))
        for by, votes in zip(clerks, ((1200, 77, 0), (1200, 78, 0)), strict=True):
            lines = [f"{entry.number} {vote}" for entry, vote in zip(scene.entries, votes, strict=True)]
            entered = envelopes.OutsideTyped(kind, Formula.SHARE, SOURCE, "\n".join(lines))
            value_of(envelopes.enter_outside(session, scene.season, entered, by=by, at=now()))
        return of_season(scene, kind=kind)

    return runtime.main.do(make)


def _secretary(session: Session, scene: Scene, name: str) -> Actor:
    account = make_account(session, Role.SECRETARY, scene.organiser, name)
    return actor_of(account, Role.SECRETARY, scene.organiser)


def _propose(session: Session, scene: Scene) -> None:
    rules = judging.Rules(
        per_point=2, least_sheets=2, aggregation="vote_share", pass_steps=2, ties=("people",)
    )
    value_of(envelopes.propose_rules(session, scene.season, rules, "Theo Thể lệ sửa đổi", **scene.by()))


def rules_wait(runtime: Runtime) -> Moment:
    """New rules wait for the head."""

    def make(session: Session) -> Scene:
        scene = computed(session)
        _propose(session, scene)
        return scene

    scene = runtime.main.do(make)
    return of_season(scene, scene.head, version="2")


def equals_wait(runtime: Runtime) -> Moment:
    """By the rules in force people decide between equals."""

    def make(session: Session) -> Scene:
        scene = computed(session)
        _propose(session, scene)
        value_of(envelopes.confirm_rules(session, scene.season, 2, **scene.by(Role.HEAD)))
        value_of(judging.compute_standings(session, round_id_of(session, scene), **scene.by()))
        return scene

    return of_season(runtime.main.do(make))


def figures_wait_for_their_seal(runtime: Runtime) -> Moment:
    """The head looks at a board on which the chair has confirmed and the secretary has not."""

    def make(session: Session) -> Scene:
        scene = computed(session)
        chair = scene.judges[0].judge_id
        sheet = judging.seal_sheets(session, chair, at=now())[0]
        value_of(judging.confirm_results(session, chair, sheet.seal.panel_id, sheet.figures, at=now()))
        return scene

    scene = runtime.main.do(make)
    return of_season(scene, scene.head, panel_id=next(iter(scene.panels.values())))


def envelopes_wait(runtime: Runtime) -> Moment:
    """The results are sealed; the head has named who opens the envelopes, and a substitute."""

    def make(session: Session) -> Scene:
        scene = results_sealed(session)
        for account, substitute in ((scene.secretary, False), (scene.inspector, True)):
            by_head = scene.by(Role.HEAD)
            value_of(
                envelopes.name_opener(session, scene.season, account.id, substitute=substitute, **by_head)
            )
        return scene

    scene = runtime.main.do(make)
    return of_season(scene, scene.head)


MOMENTS: Mapping[str, tuple[Make, tuple[str, ...]]] = {
    "a panel meets": (
        desk("meeting"),
        (
            "judge.panel", "judge.new_motion", "judge.motion", "judge.piece_beside", "judge.call_remark",
            "judge.new_tier_motion", "judge.own_sheets_file",
        ),
    ),
    "a piece is marked again": (desk("again"), ("judge.mark_again",)),
    "a chair seals": (desk("figures"), ("judge.verdict", "judge.results")),
    "a chair reads the advice": (chair_reads_advice, ("judge.advice",)),
    "a piece is being marked": (marking, ("judge.ask_recuse", "judge.ready", "judge.piece_file")),
    "a sheet may be corrected": (correcting(0), ("judge.correct",)),
    "a correction waits": (correcting(1), ("judge.corrections",)),
    "works are shown, at the desk": (judge_reads_timetable, ("judge.timetable",)),
    "works are shown": (office_plans_showings, ("office.timetable", "office.plan_showing")),
    "a page names its author": (redacting, ("office.exhibit", "office.redact_page", "office.replace_words")),
    "the officer reads": (officer_reads, ("office.declarations",)),
    "judges come and go": (judges_come_and_go, ("office.end_judge", "office.equip_judge")),
    "the design is open": (design_is_open, ("office.edit_design", "office.assignment")),
    "a plan waits": (plan_waits, ("office.apply_assignment", "office.assignment")),
    "two keyings differ": (keyings_differ, ("office.decide_paper", "office.papers")),
    "two lists of votes differ": (votes_differ, ("office.enter_outside", "office.outside")),
    "new rules wait": (
        rules_wait, ("office.scoring_rules", "office.propose_rules", "office.confirm_rules"),
    ),
    "equals wait": (equals_wait, ("office.ties", "office.standings")),
    "figures wait for their seal": (figures_wait_for_their_seal, ("office.board", "office.substitute")),
    "the head reads the advice": (head_reads_advice, ("office.advice",)),
    "special prizes wait": (
        specials_wait,
        (
            "office.specials", "office.choose_special", "office.decide_specials", "office.money", "office.honours",
            "office.propose_honours", "office.honour_answer",
        ),
    ),
    "envelopes wait": (envelopes_wait, ("office.envelopes", "office.name_opener")),
}  # fmt: skip
"""How each moment is made, and the endpoints that are looked at there."""
