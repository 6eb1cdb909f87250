"""The demo's job: a whole installation with four seasons, made through the services that the pages call."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from contests.kernel.jobs import Work
from workers.demo import (
    accounts,
    after,
    awards,
    judging,
    open_season,
    people,
    prizes,
    registration,
    screening,
    seasons,
    static_site,
)
from workers.demo.cast import Script, script
from workers.demo.scene import Scene
from workers.demo.sizes import SIZES
from workers.demo.steps import Step, noted, walk

SEED = "Tuyên Quang"


def fill(work: Work) -> dict[str, Any]:
    """Make the demo: `on` is the day of installation, `address` where it answers, `data` where the accounts go.

    Killed and begun again it goes on behind the last finished step; the same arguments give the same content, but for
    ids, codes and passwords.
    """
    size, on = str(work.args["size"]), date.fromisoformat(str(work.args["on"]))
    scene = Scene(script(SEED, SIZES[size], on), work, str(work.args["address"]))
    with work.transactions.reading() as session:
        scene.done.update(noted(session, work.job_id))
    walk(work, list(_steps(scene, Path(str(work.args["data"])))), scene.done)
    return {"entries": sum(len(act.entries) for act in scene.script.acts)}


def _steps(scene: Scene, data: Path) -> Iterator[Step]:
    told: Script = scene.script
    yield from people.steps(scene)
    yield from seasons.steps(scene)
    for act in told.acts:
        yield from registration.steps(scene, act, drafts=told.size.drafts if act is told.filing else 0)
    for act in (told.technical, told.youth, told.judged):
        yield from screening.steps(scene, act)
        yield from judging.to_sealing(scene, act)
        yield from judging.marking(scene, act)
    for act in (told.technical, told.youth):
        yield from judging.results(scene, act)
        yield from awards.steps(scene, act)
        yield from prizes.steps(scene, act)
        yield from after.steps(scene, act)
    yield from open_season.steps(scene, told.filing)
    yield from static_site.steps(scene, told.youth)
    yield from accounts.steps(scene, data / accounts.FILE)
