"""Every route asks at its door: as nobody, as each role, with another's things, with things that are not there.

The walk finds the routes by itself. A new blueprint, or a new name in an address, fails until it is said here who
may enter, or whose thing it is.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
import time_machine
from sqlalchemy import event

import app as application
from contests.kernel.access import Role
from contests.kernel.config import Config
from tests.architecture.walking import (
    DESK,
    DOORS,
    GONE,
    MOMENTS,
    OPEN,
    House,
    ask,
    bare,
    blueprint_of,
    ids_of,
    inline,
    methods,
    missing,
    owned,
    promises_broken,
    reaching,
    unknown,
)
from tests.conftest import SECRET
from tests.factories import NOON
from tests.factories_world import make_world

SIGN_IN = "/sign-in"
ELSEWHERE = {
    "office.edit_design": "before the sealing: tests/contests/web/test_assignment.py",
    "office.apply_assignment": "while a plan waits: tests/contests/web/test_assignment.py",
    "office.decide_paper": "while two keyings differ: tests/contests/web/test_paper_pages.py",
    "office.confirm_rules": "while new rules wait for a second person: tests/contests/web/test_scoring_rules.py",
    "office.ties": "while equals wait for people: tests/contests/web/test_scoring_rules.py",
    "office.enter_outside": "where the season has such a component: tests/contests/web/test_outside_pages.py",
    "office.timetable": "in an open round: tests/contests/web/test_timetable_pages.py",
    "office.plan_showing": "in an open round: tests/contests/web/test_timetable_pages.py",
    "office.award_lines": "before the decision: tests/contests/web/test_award_lines.py",
    "office.award_votes": "before the decision: tests/contests/web/test_award_votes.py",
    "office.sheet": "for whoever sent it: tests/contests/web/test_entry_sheets.py",
    "judge.timetable": "in an open round: tests/contests/web/test_timetable_pages.py",
}
"""Pages that are there at one moment of a season only, and the tests that open them at that moment."""


@pytest.fixture(scope="module")
def house(sqlite_template, tmp_path_factory) -> Iterator[House]:
    data = tmp_path_factory.mktemp("doors")
    shutil.copy(sqlite_template, path := data / "bangvang.sqlite")
    runtime = application.make_runtime(Config(data, f"sqlite:///{path}", f"sqlite:///{path}", SECRET))
    with time_machine.travel(NOON, tick=False):
        ours, theirs = (runtime.main.do(lambda s: make_world(s, runtime.storage)) for _ in range(2))
        writes: list[str] = []
        for engine in (runtime.main.engine, runtime.sealed.engine):
            event.listen(engine, "before_cursor_execute", lambda *said: _note(writes, said[2]))
        yield House(application.create_app(runtime=runtime), runtime, ours, theirs, writes)
    runtime.main.engine.dispose()
    runtime.sealed.engine.dispose()


def _note(writes, statement):
    if statement.split(maxsplit=1)[0] in {"INSERT", "UPDATE", "DELETE"}:
        writes.append(statement)


def visitors(house, rule):
    """Those whom the door of a route lets in, by name."""
    if blueprint_of(rule) == DESK:
        return {"judge": house.visitor(at_desk=True, moment=MOMENTS.get(rule.endpoint, ""))}
    return {role.value: house.visitor(role) for role in DOORS[blueprint_of(rule)]}


class TestTheWalkReachesEverything:
    def test_every_blueprint_is_open_or_has_a_door(self, house):
        unsaid = {blueprint_of(rule) for rule in house.app.url_map.iter_rules()} - OPEN - set(DOORS) - {DESK}
        assert not unsaid, f"say in walking.OPEN or walking.DOORS who may enter: {unsaid}"

    def test_every_part_of_an_address_is_known(self, house):
        found = {name for rule in house.app.url_map.iter_rules() for name in unknown(rule, house.ours)}
        assert not found, (
            f"put an id into factories_world.World.ids, or a word into walking.WORDS, for: {found}"
        )

    def test_the_walk_has_somewhere_to_go(self, house):
        assert len(house.closed()) > 20
        assert sum(bool(owned(rule, house.ours)) for rule in house.closed()) > 10

    def test_the_two_organisers_share_nothing(self, house):
        assert not set(house.ours.ids.values()) & set(house.theirs.ids.values())
        assert not set(house.ours.ids.values()) & set(house.ours.beside.values())


class TestOneComesInToOnesOwn:
    def test_each_page_opens_for_someone_at_its_desk(self, house):
        """The control: a page that is not there for anyone proves nothing by not being there for others."""
        shut = [
            f"{rule.endpoint}: {answers}"
            for rule in house.closed()
            if "GET" in methods(rule)
            for answers in [self.answers(house, rule)]
            if min(answers.values()) >= 400 and rule.endpoint not in ELSEWHERE
        ]
        assert not shut, "\n".join(shut)

    def answers(self, house, rule):
        url = house.address(rule, ids_of(house.ours, rule))
        return {name: ask(client, "GET", url).status_code for name, client in visitors(house, rule).items()}

    def test_no_page_breaks(self, house):
        broken = [f"{rule.endpoint}: {self.answers(house, rule)}" for rule in house.closed()
                  if "GET" in methods(rule) and max(self.answers(house, rule).values()) >= 500]  # fmt: skip
        assert not broken, "\n".join(broken)

    def test_looking_changes_nothing(self, house):
        """But for the moment at which a judge first had a piece open, which is what is asked there."""
        for rule in house.closed():
            if "GET" in methods(rule):
                clients = visitors(house, rule).values()
                house.writes.clear()
                for client in clients:
                    ask(client, "GET", house.address(rule, ids_of(house.ours, rule)))
                written = [one for one in house.writes if "judging_first_opening" not in one]
                assert written == [], f"{rule.endpoint} writes when it is only looked at"


class TestNobody:
    def test_is_sent_to_the_sign_in_page(self, house):
        nobody, inside = house.visitor(), []
        for rule in house.closed():
            for method in methods(rule):
                answer = ask(nobody, method, house.address(rule, ids_of(house.ours, rule)))
                to_sign_in = answer.status_code == 303 and answer.location.startswith(SIGN_IN)
                if not to_sign_in and not (method == "POST" and answer.status_code == 401):
                    inside.append(f"{method} {rule.endpoint}: {answer.status_code} {answer.location}")
        assert not inside, "\n".join(inside)

    def test_learns_nothing_of_what_is_there(self, house):
        nobody, told = house.visitor(), []
        for rule in house.closed():
            for method in methods(rule):
                real, none = ids_of(house.ours, rule), missing(house.ours)
                answers = [bare(ask(nobody, method, house.address(rule, ids)), ids) for ids in (real, none)]
                if answers[0] != answers[1]:
                    told.append(f"{method} {rule.endpoint}")
        assert not told, "\n".join(told)

    def test_may_not_even_ask_what_one_could_do_there(self, house):
        nobody = house.visitor()
        open_to = [rule.endpoint for rule in house.closed()
                   if nobody.client.options(house.address(rule, ids_of(house.ours, rule))).status_code == 200]  # fmt: skip
        assert open_to == []

    def test_changes_nothing(self, house):
        nobody = house.visitor()
        house.writes.clear()
        for rule in house.closed():
            for method in methods(rule):
                ask(nobody, method, house.address(rule, ids_of(house.ours, rule)))
        assert house.writes == []

    def test_gets_a_page_or_a_refusal_wherever_it_is_open(self, house):
        nobody, broken = house.visitor(), []
        for rule in house.routes(*OPEN):
            for method in methods(rule):
                answer = ask(nobody, method, house.address(rule, ids_of(house.ours, rule)))
                if answer.status_code >= 500:
                    broken.append(f"{method} {rule.endpoint}: {answer.status_code}")
        assert not broken, "\n".join(broken)


@pytest.mark.parametrize("role", list(Role))
class TestAWrongRole:
    def test_finds_nothing_at_anothers_desk(self, house, role):
        client, inside = house.visitor(role), []
        for rule in house.routes(*(desk for desk, roles in DOORS.items() if role not in roles)):
            for method in methods(rule):
                answer = ask(client, method, house.address(rule, ids_of(house.ours, rule)))
                if answer.status_code != 404:
                    inside.append(f"{method} {rule.endpoint}: {answer.status_code}")
        assert not inside, "\n".join(inside)

    def test_is_nobody_at_the_judges_desk(self, house, role):
        client, inside = house.visitor(role), []
        for rule in house.routes(DESK):
            answer = ask(client, methods(rule)[0], house.address(rule, ids_of(house.ours, rule)))
            if (
                answer.status_code not in (303, 401)
                or (answer.location or SIGN_IN)[: len(SIGN_IN)] != SIGN_IN
            ):
                inside.append(f"{rule.endpoint}: {answer.status_code}")
        assert not inside, "\n".join(inside)


def test_a_judge_is_nobody_at_every_other_desk(house):
    client = house.visitor(at_desk=True)
    for rule in house.routes(*DOORS):
        if "GET" in methods(rule):
            assert ask(client, "GET", house.address(rule, ids_of(house.ours, rule))).status_code == 303


class TestWhatIsAnothers:
    def refused(self, house, rule, others):
        """What is wrong with how a route answers to an id that is not one's own."""
        for name, client in visitors(house, rule).items():
            for method in methods(rule):
                for exchanged, ids in reaching(rule, house.ours, others):
                    house.writes.clear()
                    theirs = bare(ask(client, method, house.address(rule, ids)), ids)
                    written = len(house.writes)
                    gone = dict(reaching(rule, house.ours, missing(house.ours)))[exchanged]
                    none = bare(ask(client, method, house.address(rule, gone)), gone)
                    said = f"{method} {rule.endpoint} as {name}, {exchanged}"
                    gone_is_said = (rule.endpoint, exchanged) in GONE and theirs[0] == 303
                    if theirs[0] != 404 and not gone_is_said:
                        yield f"{said}: {theirs[0]} for another's"
                    elif theirs != none:
                        yield f"{said}: another's and a missing one answer differently"
                    if written:
                        yield f"{said}: wrote"

    def test_of_another_organiser_is_not_there(self, house):
        found = [
            wrong
            for rule in house.closed()
            for wrong in self.refused(house, rule, ids_of(house.theirs, rule))
        ]
        assert not found, "\n".join(found)

    def test_of_another_unit_author_or_panel_is_not_there(self, house):
        near = house.routes("unit", "author", DESK)
        found = [wrong for rule in near for wrong in self.refused(house, rule, house.ours.beside)]
        assert not found, "\n".join(found)


class TestAFormWithoutItsToken:
    def test_is_refused_everywhere_before_anything_is_asked(self, house):
        nobody, taken = house.visitor(), []
        for rule in house.app.url_map.iter_rules():
            if "POST" in methods(rule):
                answer = nobody.client.post(house.address(rule, ids_of(house.ours, rule)), data={})
                if answer.status_code != 400:
                    taken.append(f"{rule.endpoint}: {answer.status_code}")
        assert not taken, "\n".join(taken)

    def test_is_refused_to_those_who_may_be_there(self, house):
        taken = []
        for rule in house.closed():
            if "POST" in methods(rule):
                house.writes.clear()
                for name, client in visitors(house, rule).items():
                    status = client.client.post(
                        house.address(rule, ids_of(house.ours, rule)), data={}
                    ).status_code
                    if status != 400:
                        taken.append(f"{rule.endpoint} as {name}: {status}")
        assert not taken, "\n".join(taken)


class TestTheWalkItself:
    """Planted faults: a route without a door, one that does not look whose thing it shows, an answer without headers."""

    @pytest.fixture
    def planted(self, house):
        fresh = application.create_app(runtime=house.runtime)
        fresh.add_url_rule("/office/planted/<entry_id>", "office.planted", lambda **_: "x")
        return House(fresh, house.runtime, house.ours, house.theirs, house.writes)

    def test_sees_a_page_that_shows_anothers_thing(self, planted):
        rule = next(rule for rule in planted.closed() if rule.endpoint == "office.planted")
        assert list(TestWhatIsAnothers().refused(planted, rule, planted.theirs.ids))

    def test_sees_what_stands_inline(self):
        assert inline("<p style='x'><a onclick=go()>x</a><script>1</script><style></style>") == [
            "style= on <p>",
            "onclick= on <a>",
            "<script>",
            "<style>",
        ]
        assert inline('<script src="/static/js/page.js"></script>') == []

    def test_sees_an_answer_without_its_headers(self, house):
        answer = house.visitor().client.get("/sign-in")
        assert promises_broken(answer) == []
        del answer.headers["Content-Security-Policy"]
        assert promises_broken(answer) == ["Content-Security-Policy"]
