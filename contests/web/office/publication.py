"""Publishing the results: what everyone will read, names as far as consents go, in which stages, and the static site."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.awards.release import result_state
from contests.kernel.clock import now, today
from contests.kernel.errors import Done
from contests.kernel.web.answers import Form, Page, answer, found, onward, page
from contests.kernel.web.display import moment
from contests.kernel.web.fields import MomentField
from contests.kernel.web.runtime import act, actor, reading, runtime
from contests.people.outside import hand_out, open_site, renew_site
from contests.people.outside_model import Site
from contests.people.terms import Handed
from contests.publication import service
from contests.publication.queries import preview
from contests.publication.site.folder import packed
from contests.publication.site.standing import site_of
from contests.web.frame import known_url
from contests.web.office.desk import bp, own_season
from contests.web.paper import attached


class StagesForm(Form):
    """From when the public reads what; nothing is at once."""

    list_from = MomentField(_l("Danh sách giải ra từ lúc"), required=False)
    works_from = MomentField(_l("Trang từng giải pháp ra từ lúc"), required=False)

    @property
    def stages(self) -> service.Stages:
        """The moments as typed."""
        return service.Stages(self.list_from.data, self.works_from.data)


@bp.get("/seasons/<season_id>/publication")
def publication(season_id: str) -> Page:
    """The list as the public reads it, or would."""
    season = own_season(reading(), season_id)
    tiers = preview(reading(), season.id, today(now()))
    people = [name for tier in tiers for work in tier.works for name in work.people]
    return page(
        "office/publication.html",
        season=season,
        notice=service.notice_of(reading(), season.id),
        at=now(),
        tiers=tiers,
        named=sum(name is not None for name in people),
        withheld=sum(name is None for name in people),
        state=result_state(reading(), season.id),
        public_page=known_url("public.prizes", {"season_id": season.id}),
        site=site_of(reading(), season.organiser_id),
    )


@bp.get("/seasons/<season_id>/publication/publish")
def ask_to_publish(season_id: str) -> Page:
    """Ask before the results become public, and from when."""
    return _asked(season_id, StagesForm())


def _asked(season_id: str, form: StagesForm) -> Page:
    season = own_season(reading(), season_id)
    state = result_state(reading(), season.id)
    return page("office/publication_confirm.html", form=form, season=season, state=state)


@bp.post("/seasons/<season_id>/publication/publish")
def publish(season_id: str) -> Page | Response:
    """Make the results public, at once or in stages."""
    form = StagesForm()
    if not form.ready():
        return _asked(season_id, form)
    outcome = act(lambda s: service.publish(s, own_season(s, season_id), form.stages, by=actor(), at=now()))
    if form.stages == service.AT_ONCE or isinstance(outcome, Done):
        return answer(outcome, url_for(".publication", season_id=season_id), _("Đã công bố kết quả."))
    form.accepts(outcome)
    return _asked(season_id, form)


@bp.route("/seasons/<season_id>/publication/stages", methods=["GET", "POST"])
def move_stages(season_id: str) -> Page | Response:
    """Set other moments for what is not out yet."""
    season = own_season(reading(), season_id)
    notice = found(service.notice_of(reading(), season.id))
    form = StagesForm(list_from=notice.list_from, works_from=notice.works_from)
    if form.ready():
        outcome = act(
            lambda s: service.move_stages(s, own_season(s, season_id), form.stages, by=actor(), at=now())
        )
        if form.accepts(outcome):
            return onward(url_for(".publication", season_id=season_id), _("Đã đổi thời điểm công bố."))
    return page("office/publication_stages.html", form=form, season=season, notice=notice, at=now())


@bp.post("/seasons/<season_id>/publication/site")
def build_site(season_id: str) -> Response:
    """Ask for the organiser's static site to be built, now or anew."""
    own_season(reading(), season_id)

    def verb(session: Session) -> Done[Site]:
        season = own_season(session, season_id)
        site = open_site(session, season.organiser_id)
        renew_site(session, season.organiser_id, by=actor(), at=now())
        return Done(site)

    return answer(act(verb), url_for(".publication", season_id=season_id), _("Trang tĩnh đang được lập lại."))


@bp.post("/seasons/<season_id>/publication/site.zip")
def site_file(season_id: str) -> Response:
    """The static site as one ZIP; that it was taken is noted, because a withdrawn consent cannot reach it."""
    season = own_season(reading(), season_id)
    site = found(site_of(reading(), season.organiser_id))
    content = packed(runtime().storage, season.organiser_id, found(site.index))
    title = _("Trang tĩnh, bản lập %(at)s", at=moment(site.built_at))
    kept = {"kind": Handed.SITE, "title": title, "sha256": found(site.index)}
    noted = act(lambda s: Done(hand_out(s, season.organiser_id, season.id, **kept, by=actor(), at=now())))
    found(noted if isinstance(noted, Done) else None)
    return attached(content, "application/zip", "trang-tinh.zip")
