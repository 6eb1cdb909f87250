"""The static site of the demo's organiser, built when everything that stands in it is there."""

from sqlalchemy.orm import Session

from contests.kernel.clock import now
from contests.people.outside import renew_site
from workers.demo.cast import Act
from workers.demo.nested import run
from workers.demo.people import secretary
from workers.demo.scene import Scene
from workers.demo.steps import Notes, Step, after_job, once


def steps(scene: Scene, act: Act) -> list[Step]:
    """Asked for, or joined where publication has asked already; then waited for."""
    return [
        once("site/asked", _ask, scene, act),
        after_job("site/built", lambda: run(scene.work, scene.done["site/asked"]["job"])),
    ]


def _ask(session: Session, scene: Scene, act: Act) -> Notes:
    organiser_id = scene.season(session, act).organiser_id
    job = renew_site(session, organiser_id, by=secretary(session), at=now())
    return {"job": job.id if job else ""}
