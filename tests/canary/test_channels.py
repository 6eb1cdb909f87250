"""What reaches a judge beside pages: mail, jobs, papers. Each is silent, sings at the office, and would be heard if it sang."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from contests.envelopes import service as envelopes
from contests.envelopes.minutes import print_minutes
from contests.kernel import jobs, outbox
from contests.kernel.access import Role
from contests.kernel.clock import now
from contests.kernel.config import Config
from contests.kernel.documents import official, word
from contests.kernel.outbox import Letter
from contests.kernel.sessions import value_of
from contests.kernel.settings import installation
from contests.kernel.web.runtime import Runtime
from contests.people.model import Account
from judging import service as judging
from judging.model import Panel, Sheet, Wanted
from judging.seen import rubric
from tests.canary.hearing import canaries_of, heard, plain
from tests.canary.season import Cage, fill, names
from tests.contests.envelopes.redactions import put, run_job, settled
from tests.factories_envelopes import opened, round_id_of
from tests.judging.desk import post, sit_down
from tests.web_client import sign_in_as
from workers.mail import message_of
from workers.tasks import FUNCTIONS
from workers.wishes import grant_wishes


@pytest.fixture
def config(sqlite_config: Config) -> Config:
    """What is said does not depend on the database."""
    return sqlite_config


def cage_at(runtime: Runtime, stage: str) -> Cage:
    """A cage whose judges, office and inspector have an address each."""
    cage = runtime.main.do(lambda s: fill(s, runtime.storage, stage))

    def address(session: Session) -> None:
        for place, account in enumerate(session.scalars(sa.select(Account).order_by(Account.id))):
            account.email = f"hop-thu-{place}@example.vn"

    runtime.main.do(address)
    return cage


def longest_name(runtime: Runtime) -> str:
    with runtime.main.reading() as session:
        return max(names(session), key=len)


# Mail


def ask_correction(cage: Cage, session: Session) -> None:
    """A member asks for other marks: that writes to the chair."""
    asker = cage.scene.judges[2].judge_id
    piece = judging.my_pieces(session, asker)[0].piece_id
    criteria = [one.scale.criterion_id for one in rubric(session, round_id_of(session, cage.scene), 2)]
    wanted = dict.fromkeys(criteria, "11")
    value_of(judging.ask_correction(session, asker, piece, wanted, "Ghi nhầm cột", at=now()))


def invite(cage: Cage, place: int, session: Session) -> None:
    """An account of the office's is told of its way in: such a letter names its own reader."""
    account = session.get_one(Account, cage.scene.judges[place].account_id)
    outbox.write(session, account.email, "Lời mời nhận tài khoản", f"Kính gửi {account.name}", at=now())


def letters(runtime: Runtime) -> Iterator[tuple[str, bytes]]:
    """Every letter as it goes over the wire, with the account it goes to."""
    with runtime.main.reading() as session:
        readers = {account.email: account.id for account in session.scalars(sa.select(Account))}
        settings = installation(session)
        settings.mail_from = "ban-to-chuc@example.vn"
        for letter in session.scalars(sa.select(Letter)):
            yield readers[letter.to], message_of(settings, letter).as_bytes()


def to_judges(runtime: Runtime, cage: Cage) -> list[set[str]]:
    """What each letter to a judge says of anybody but its reader."""
    with runtime.main.reading() as session:
        own = {one.account_id: whose(session, one.account_id) for one in cage.scene.judges}
    return [
        heard(data, {one for one in cage.canaries if plain(one) not in own[to]})
        for to, data in letters(runtime)
        if to in own
    ]


def whose(session: Session, account_id: str) -> set[str]:
    """Everything that an account's row says of its holder, as canaries are compared."""
    account = session.get_one(Account, account_id)
    return {plain(text) for text in (account.name, account.folded, account.sorted, account.email)}


def test_mail_to_judges_says_nothing_of_anybody_else(runtime: Runtime) -> None:
    cage = cage_at(runtime, "marking")
    runtime.main.do(partial(ask_correction, cage))
    assert grant_wishes(runtime.main, now())
    runtime.main.do(partial(invite, cage, 1))
    found = to_judges(runtime, cage)
    assert len(found) == 2
    assert found == [set(), set()]


def test_the_same_ear_hears_whose_mail_it_is(runtime: Runtime) -> None:
    cage = cage_at(runtime, "marking")
    runtime.main.do(partial(invite, cage, 1))
    ((_, data),) = letters(runtime)
    with runtime.main.reading() as session:
        name = session.get_one(Account, cage.scene.judges[1].account_id).name
    assert heard(data, canaries_of({name})) == canaries_of({name}) != frozenset()


def test_a_name_in_a_letters_subject_or_text_would_be_heard(runtime: Runtime) -> None:
    cage, name = cage_at(runtime, "marking"), longest_name(runtime)

    def leak(session: Session) -> None:
        chair = session.get_one(Account, cage.scene.judges[0].account_id)
        outbox.write(session, chair.email, f"Đề nghị về bài của {name}", "Xin xem.", at=now())
        outbox.write(session, chair.email, "Đề nghị sửa phiếu", f"Bài của {name}.", at=now())

    runtime.main.do(leak)
    assert to_judges(runtime, cage) == [{name}, {name}]


# Jobs and wishes


def rows_of_work(session: Session, round_id: str) -> bytes:
    """What the desk wished for, and the whole of every job that was done about a round."""
    wishes = [(one.kind, one.subject) for one in session.scalars(sa.select(Wanted))]
    done = [job for job in session.scalars(sa.select(jobs.Job)) if job.args.get("of") == round_id]
    columns = jobs.Job.__table__.columns.keys()
    kept = [[str(getattr(job, key)) for key in columns if key not in ("scope", "asked_by")] for job in done]
    return str([wishes, kept]).encode()


def aggregated(runtime: Runtime, cage: Cage) -> bytes:
    """The same after the job that a closed round asks for has run."""
    scene = cage.scene
    asked = value_of(runtime.main.act(lambda s: envelopes.ask_aggregation(s, scene.season, **scene.by())))
    assert jobs.run(asked.id, FUNCTIONS, runtime.main, runtime.storage)
    with runtime.main.reading() as session:
        return rows_of_work(session, round_id_of(session, scene))


def test_what_judging_wishes_and_what_jobs_say_of_its_round_is_silent(runtime: Runtime) -> None:
    cage = cage_at(runtime, "computed")
    said = aggregated(runtime, cage)
    assert b"aggregate" in said
    assert judging.Wish.PANEL_DONE.encode() in said
    with runtime.main.reading() as session:
        office = {cage.scene.organiser.id, *session.scalars(sa.select(Account.id))}
    assert heard(said, cage.canaries - office) == set()


def test_the_same_ear_hears_the_office_job_that_names_an_entry(runtime: Runtime) -> None:
    scene = runtime.main.do(settled)
    runtime.main.do(lambda s: put(s, runtime, scene, b"no picture at all", "image/jpeg"))
    job = run_job(runtime, scene)
    assert heard(str(job.result).encode(), {scene.entries[0].id}) == {scene.entries[0].id}


@pytest.mark.parametrize("place", ["wish", "result"])
def test_an_entry_that_slipped_into_a_wish_or_a_job_would_be_heard(runtime: Runtime, place: str) -> None:
    cage = cage_at(runtime, "computed")
    aggregated(runtime, cage)
    entry = cage.scene.entries[0].id

    def leak(session: Session) -> None:
        if place == "wish":
            session.add(Wanted(kind="head", subject=entry, wanted_at=now()))
        else:
            for job in session.scalars(sa.select(jobs.Job)):
                job.result = {"refused": [f"Hồ sơ {entry} thiếu phiếu"]}

    runtime.main.do(leak)
    with runtime.main.reading() as session:
        assert entry in heard(rows_of_work(session, round_id_of(session, cage.scene)), cage.canaries)


def test_no_job_is_reached_from_the_desk(app: Flask, client: FlaskClient, runtime: Runtime) -> None:
    cage = cage_at(runtime, "computed")
    aggregated(runtime, cage)
    with runtime.main.reading() as session:
        (job,) = session.scalars(sa.select(jobs.Job.id).where(jobs.Job.kind == "aggregate")).all()
    sit_down(client, runtime, cage.scene.judges[0].judge_id)
    for url in (f"/judge/jobs/{job}", f"/office/jobs/{job}", f"/office/jobs/{job}/progress"):
        answer = client.get(url)
        assert answer.status_code in (303, 404)
        assert heard(answer.data + str(answer.headers).encode(), cage.canaries) == set()
    office = app.test_client()
    sign_in_as(office, runtime, cage.scene.secretary)
    assert office.get(f"/office/jobs/{job}").status_code == 200


# Papers


def papers(client: FlaskClient, cage: Cage, runtime: Runtime) -> dict[str, bytes]:
    """Every paper that the chair takes from the desk."""
    sit_down(client, runtime, cage.scene.judges[0].judge_id)
    taken = {"sheets": client.get("/judge/sheets.pdf").data}
    for panel_id in cage.scene.panels.values():
        for kind in ("pdf", "docx"):
            answer = post(client, f"/judge/panels/{panel_id}/minutes.{kind}")
            if answer.status_code == 200:
                taken[f"{panel_id}.{kind}"] = answer.data
    return taken


def test_the_papers_that_a_judge_takes_are_silent(client: FlaskClient, runtime: Runtime) -> None:
    cage = cage_at(runtime, "computed")
    taken = papers(client, cage, runtime)
    assert len(taken) == 5
    assert {data[:2] for data in taken.values()} == {b"%P", b"PK"}
    assert {name: sung for name, data in taken.items() if (sung := heard(data, cage.canaries))} == {}


def test_the_same_ear_hears_the_judges_in_the_minutes_of_the_office(runtime: Runtime) -> None:
    scene = runtime.main.do(lambda s: opened(s, runtime.storage))
    panel_id = next(iter(scene.panels.values()))
    by = scene.by(Role.SECRETARY)
    paper = value_of(runtime.main.act(lambda s: print_minutes(s, scene.season, panel_id, demo=False, **by)))
    with runtime.main.reading() as session:
        judges = canaries_of({session.get_one(Account, one.account_id).name for one in scene.judges})
    for data in (official.to_bytes(paper), word.to_bytes(paper)):
        assert heard(data, judges) == judges != frozenset()


def in_a_panels_name(session: Session, name: str) -> None:
    for place, panel in enumerate(session.scalars(sa.select(Panel))):
        panel.name = f"{name} {place}"


def in_a_comment(session: Session, name: str) -> None:
    session.execute(sa.update(Sheet).values(comment=name))


LEAKS: dict[str, Callable[[Session, str], None]] = {"panel": in_a_panels_name, "comment": in_a_comment}


@pytest.mark.parametrize("leak", LEAKS)
def test_a_name_that_slipped_into_a_paper_would_be_heard(
    client: FlaskClient, runtime: Runtime, leak: str
) -> None:
    cage, name = cage_at(runtime, "computed"), longest_name(runtime)
    runtime.main.do(lambda s: LEAKS[leak](s, name))
    sung = set().union(*(heard(data, cage.canaries) for data in papers(client, cage, runtime).values()))
    assert name in sung
