"""The tree keeps the house's rules, and each rule sees a planted violation."""

from __future__ import annotations

import pytest

from tests.architecture import code_rules as rules
from tests.architecture.outcomes import dropped, verbs_of
from tests.architecture.source import ROOT, Module, house, product

RULES = {
    rules.only_the_kernel_commits: product,
    rules.only_pages_know_the_web: product,
    rules.a_view_does_not_query: product,
    rules.relationships_never_load_themselves: product,
    rules.marks_and_money_are_whole: product,
    rules.a_module_says_what_it_knows: product,
    rules.a_name_says_something: house,
    rules.a_file_stays_small: house,
    rules.a_function_stays_small: house,
}
PLANTED = {
    rules.only_the_kernel_commits: [
        ("contests/entries/service.py", "def f(session):\n    session.commit()\n"),
        ("workers/demo/season.py", "with engine.begin() as c:\n    pass\n"),
        ("judging/web/home.py", "reading().rollback()\n"),
    ],
    rules.only_pages_know_the_web: [
        ("contests/entries/service.py", "from flask import g\n"),
        ("contests/people/queries.py", "def f():\n    import flask_login\n"),
        ("judging/rounds.py", "from werkzeug.exceptions import NotFound\n"),
    ],
    rules.a_view_does_not_query: [
        ("contests/web/unit/home.py", "def home(session):\n    return session.execute(x)\n"),
        ("judging/web/home.py", "def f(session):\n    return session.scalars(x)\n"),
        ("contests/web/public/home.py", "y = reading().scalar(x)\n"),
        ("contests/web/unit/facts.py", "act(lambda s: s.add(Entry()))\n"),
    ],
    rules.relationships_never_load_themselves: [
        ("contests/entries/model.py", "authors = relationship('Author')\n"),
        ("contests/entries/model.py", "authors = orm.relationship('Author', lazy='selectin')\n"),
    ],
    rules.marks_and_money_are_whole: [
        ("judging/scoring.py", "half = 0.5\n"),
        ("contests/awards/rules.py", "def f(x: float) -> None: ...\n"),
        ("contests/reports/queries.py", "mean = total / count\n"),
        ("judging/advice/sway.py", "line = (above + below) / 2\n"),
        ("contests/seasons/rules.py", "total /= count\n"),
    ],
    rules.a_module_says_what_it_knows: [("contests/entries/rules.py", "x = 1\n")],
    rules.a_name_says_something: [
        ("contests/entries/utils.py", ""),
        ("tests/form_helpers.py", ""),
        ("workers/job_manager.py", ""),
    ],
    rules.a_file_stays_small: [("contests/entries/rules.py", '"""Rules."""\n' * 301)],
    rules.a_function_stays_small: [("judging/rounds.py", "def f():\n" + "    g()\n" * 30)],
}
HARMLESS = {
    rules.only_the_kernel_commits: ("contests/kernel/sessions.py", "session.commit()\n"),
    rules.only_pages_know_the_web: ("contests/web/office/home.py", "from flask import g\n"),
    rules.a_view_does_not_query: (
        "contests/web/office/units.py",
        "seen.add(1)\n\ndef own_unit(session):\n    return found(session.scalars(mine).first())\n",
    ),
    rules.relationships_never_load_themselves: ("contests/x.py", "a = relationship('A', lazy='raise')\n"),
    rules.marks_and_money_are_whole: ("judging/scoring.py", "file = HERE / name\nhalf = total // 2\n"),
    rules.a_module_says_what_it_knows: ("judging/scoring.py", '"""Sums."""\n'),
    rules.a_name_says_something: ("contests/communes.py", ""),
    rules.a_file_stays_small: ("judging/scoring.py", '"""Sums."""\n' * 300),
    rules.a_function_stays_small: ("judging/scoring.py", "def f():\n" + "    g()\n" * 29),
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_tree_keeps_the_rule(rule):
    found = [violation for module in RULES[rule]() for violation in rule(module)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_rule_sees_each_planted_violation(rule):
    for path, text in PLANTED[rule]:
        assert list(rule(Module(path, text))), f"not seen: {text[:40]!r} in {path}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_rule_leaves_alone_what_is_right(rule):
    assert list(rule(Module(*HARMLESS[rule]))) == []


@pytest.mark.parametrize("name", rules.COMMITTERS)
def test_who_may_commit_still_does(name):
    path = ROOT / f"{name.replace('.', '/')}.py"
    text = path.read_text("utf-8")
    assert "commit()" in text or "begin()" in text


@pytest.mark.parametrize("name", rules.QUERYING)
def test_an_excused_page_still_queries(name, monkeypatch):
    monkeypatch.delitem(rules.QUERYING, name)
    path = f"{name.replace('.', '/')}.py"
    assert list(rules.a_view_does_not_query(Module(path, (ROOT / path).read_text("utf-8"))))


@pytest.mark.parametrize("place", rules.LONG_FUNCTIONS)
def test_an_excused_function_is_still_too_long(place, monkeypatch):
    path, _, name = place.partition("::")
    monkeypatch.delitem(rules.LONG_FUNCTIONS, place)
    module = Module(path, (ROOT / path).read_text("utf-8"))
    assert any(f" {name} has " in said for said in rules.a_function_stays_small(module))


class TestNobodyDropsAnOutcome:
    VERB = Module(
        "contests/entries/filed.py",
        "def submit(session) -> Outcome[Entry]: ...\ndef gaps(x) -> Refused | None: ...\n",
    )
    DOOR = Module("contests/entries/service.py", "from contests.entries.filed import submit as submit\n")
    KERNEL = Module(
        "contests/kernel/sessions.py", "class Transactions:\n    def act(self, verb) -> Outcome[T]: ...\n"
    )
    DROPPED = (
        "from contests.entries.filed import submit\nsubmit(s)\n",
        "from contests.entries import service as entries\nentries.submit(s)\n",
        "from contests.entries import service\n_ = service.submit(s)\n",
        "import contests.entries.service\ncontests.entries.service.submit(s)\n",
        "from contests.entries.filed import gaps\ngaps(1)\n",
        "runtime().main.act(lambda s: 1)\n",
        "from contests.entries.service import submit\nmain.do(lambda s: submit(s))\n",
        "from contests.entries.service import submit\nmain.do(submit)\n",
        "def close(s) -> Outcome[int]: ...\ndef end(s):\n    close(s)\n",
    )
    READ = (
        "from contests.entries.filed import submit\nx = submit(s)\n",
        "from contests.entries.filed import submit\nvalue_of(submit(s))\n",
        "from contests.other import submit\nsubmit(s)\n",
        "from contests.entries.service import submit\nmain.do(lambda s: value_of(submit(s)))\n",
    )

    def seen(self, text):
        module = Module("contests/web/office/home.py", text)
        return list(dropped(module, verbs_of([self.VERB, self.DOOR, self.KERNEL, module])))

    def test_in_the_tree(self):
        verbs = verbs_of(product())
        found = [violation for module in product() for violation in dropped(module, verbs)]
        assert not found, "\n".join(found)

    def test_the_tree_has_verbs_to_drop(self):
        assert len(verbs_of(product()).functions) > 50

    @pytest.mark.parametrize("text", DROPPED)
    def test_a_dropped_outcome_is_seen(self, text):
        assert self.seen(text)

    @pytest.mark.parametrize("text", READ)
    def test_an_outcome_that_is_read_is_left_alone(self, text):
        assert self.seen(text) == []
