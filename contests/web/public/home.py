"""The first page: the contests that are running, and the way to everything a visitor may come for."""

from contests.kernel.clock import now
from contests.kernel.demo import demo_progress
from contests.kernel.web.answers import Page, page
from contests.kernel.web.runtime import reading
from contests.seasons.queries import public_rows
from contests.seasons.rules import phase
from contests.seasons.terms import Phase
from contests.seasons.words import PHASES
from contests.web.frame import speak_for
from contests.web.milestones import milestones
from contests.web.public.desk import bp, known_url

TAKING = frozenset({Phase.LAUNCH, Phase.REGISTRATION})


@bp.get("/")
def home() -> Page:
    """Seasons that take entries first, then those being judged, then those over: with results out, or without."""
    rows, at = public_rows(reading()), now()
    facts = milestones(reading(), [row.id for row in rows], at)
    steps = {row.id: phase(facts[row.id], at) for row in rows}
    out = {row.id for row in rows if facts[row.id].published}
    ended = {row.id for row in rows if steps[row.id] is Phase.DONE} - out
    organisers = sorted({row.organiser for row in rows})
    speak_for(organisers)
    return page(
        "public/home.html",
        demo_progress=demo_progress(reading()),
        taking=[row for row in rows if row.id not in out and steps[row.id] in TAKING],
        judging=[row for row in rows if row.id not in out | ended and steps[row.id] not in TAKING],
        over=[row for row in rows if row.id in out],
        ended=[row for row in rows if row.id in ended],
        organisers=organisers,
        steps=steps,
        phases=PHASES,
        urls={name: known_url(endpoint) for name, endpoint in _WAYS.items()},
    )


_WAYS = {
    "certificate": "public.certificate",
    "receipt": "public.receipt",
    "results": "public.results",
    "sign_in": "identity.sign_in",
}
