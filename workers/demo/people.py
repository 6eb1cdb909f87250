"""The organiser, its units, and the accounts of everyone who does something in the demo."""

from datetime import timedelta

from sqlalchemy.orm import Session

from contests.kernel.access import Actor, Role
from contests.kernel.codes import new_token, token_hash
from contests.kernel.sessions import value_of
from contests.kernel.settings import installation
from contests.people import installing, service
from contests.people.credentials import use_link
from contests.people.installing import FirstFacts
from contests.people.model import Account
from contests.people.rules import UnitFacts
from workers.demo.calendars import FOUNDED, hour
from workers.demo.cast import HEAD, OFFICE, SECRETARY, below_the_union
from workers.demo.corpus.places import UNION
from workers.demo.scene import Scene, actor, organiser, unit_named
from workers.demo.steps import Step, once

AT = hour(FOUNDED, 8)
MANY = 20


def steps(scene: Scene) -> list[Step]:
    """The founding of the installation."""
    tree = list(below_the_union(scene.script.tree))
    logins = [login for login in scene.script.accounts if login != HEAD]
    return [
        once("founding", _found, scene),
        *(once(f"units/{at}", _add_units, scene, at) for at in range(0, len(tree), MANY)),
        *(
            once(f"accounts/{at}", _add_accounts, scene, logins[at : at + MANY])
            for at in range(0, len(logins), MANY)
        ),
    ]


def _found(session: Session, scene: Scene) -> None:
    token = new_token()
    installation(session).first_run_hash = token_hash(token)
    head = scene.script.accounts[HEAD]
    facts = FirstFacts(UNION, "Tuyên Quang", scene.address.rstrip("/"), None, head, new_token())
    value_of(installing.first_run(session, token, facts, at=AT))


def _add_units(session: Session, scene: Scene, first: int) -> None:
    by, root = actor(session, HEAD), organiser(session)
    for unit in list(below_the_union(scene.script.tree))[first : first + MANY]:
        above = unit_named(session, unit.within) if unit.within else root
        value_of(service.add_unit(session, root.id, UnitFacts(unit.kind, unit.name, above.id), by=by, at=AT))


def _add_accounts(session: Session, scene: Scene, logins: list[str]) -> None:
    by = actor(session, HEAD)
    clerks = {
        scene.script.clerk(entry.unit): entry.unit for act in scene.script.acts for entry in act.entries
    }
    for login in logins:
        unit = unit_named(session, clerks[login]) if login in clerks else organiser(session)
        role = OFFICE.get(login, Role.UNIT if login in clerks else Role.JUDGE)
        facts = scene.script.accounts[login]
        account = value_of(service.add_account(session, facts, role, unit, by=by, at=AT))
        if login not in OFFICE:
            _come_in(session, account, by)


def _come_in(session: Session, account: Account, by: Actor) -> None:
    """A clerk or a judge used the invitation and chose a password, which nobody knows any more."""
    link = value_of(service.hand_out_link(session, account, organiser(session).id, by=by, at=AT))
    value_of(use_link(session, link.token, new_token(), at=AT + timedelta(hours=3)))


def secretary(session: Session) -> Actor:
    """Who does the office's daily work."""
    return actor(session, SECRETARY)


def head(session: Session) -> Actor:
    """Who decides."""
    return actor(session, HEAD)
