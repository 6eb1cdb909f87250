"""Which function does which kind of job."""

from contests.certificates import printing
from contests.certificates.service import JOB as CERTIFICATES
from contests.envelopes import advising, closing, drawing, exhibit_state
from contests.kernel.demo import KIND as DEMO
from contests.kernel.jobs import JobFunction
from contests.people.outside import JOB as SITE
from contests.publication.booklet.service import JOB as BOOKLET
from contests.publication.booklet.service import draw_booklet
from workers.demo.fill import fill
from workers.site import build_site

FUNCTIONS: dict[str, JobFunction] = {
    DEMO: fill,
    BOOKLET: draw_booklet,
    CERTIFICATES: printing.draw_batch,
    exhibit_state.JOB: drawing.render_exhibits,
    closing.JOB: closing.aggregate,
    advising.JOB: advising.advise,
    SITE: build_site,
}
"""By the kind that was asked for; every function may run twice with the effect of once."""
