"""The verdict at the judge's desk: the chair or the secretary enters cut-offs, the pieces fall into tiers by code."""

from collections.abc import Mapping

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from contests.kernel.clock import now
from contests.kernel.errors import STALE, Done, Reason
from contests.kernel.figures import hundredths
from contests.kernel.web.answers import Page, found, onward, page, said
from contests.kernel.web.runtime import reading
from judging.deliberation import verdict as verdicts
from judging.deliberation.facts import Sitting
from judging.scoring import Scale, read_mark
from judging.web.deliberating import done, own_sitting, tier_titles
from judging.web.desk import bp, desk

MOST = 100_000
"""The highest cut-off that can be typed: a thousand points, in hundredths."""


@bp.get("/panels/<panel_id>/verdict")
def verdict(panel_id: str) -> Page:
    """What the panel proposes; for chair and secretary, once the figures are there."""
    panel = _own(panel_id)
    known = verdicts.verdict_of(reading(), panel)
    typed = {code: hundredths(mark) for code, mark in known.cutoffs.items()}
    return _page(panel, typed, {})


@bp.post("/panels/<panel_id>/verdict")
def enter_verdict(panel_id: str) -> Page | Response:
    """Draw the lines by the cut-offs that were typed."""
    panel = _own(panel_id)
    typed = {tier.code: request.form.get(f"cutoff-{tier.code}", "").strip() for tier in panel.terms.tiers}
    cutoffs, wrong = _read(panel, typed)
    seen_version = request.form.get("version", "")
    if not (seen_version.isascii() and seen_version.isdigit() and len(seen_version) < 10):
        wrong.append(Reason(STALE))
    if wrong:
        return _page(panel, typed, _by_field(wrong), 422)
    version, who = int(seen_version), desk().judge_id
    outcome = done(lambda s: verdicts.enter_verdict(s, who, panel_id, cutoffs, version=version, at=now()))
    if isinstance(outcome, Done):
        return onward(url_for("judge.verdict", panel_id=panel_id), _("Đã ghi đề xuất giải của tổ."))
    return _page(panel, typed, _by_field(list(outcome.reasons)), 422)


def _own(panel_id: str) -> Sitting:
    panel = own_sitting(panel_id)
    return found(panel if panel.leads and panel.draws_lines else None)


def _read(panel: Sitting, typed: Mapping[str, str]) -> tuple[dict[str, int], list[Reason]]:
    """Cut-offs in hundredths by tier; an empty one is none."""
    cutoffs: dict[str, int] = {}
    wrong: list[Reason] = []
    for tier in panel.terms.tiers:
        text = typed.get(tier.code, "")
        read = (
            read_mark(text, Scale(tier.code, f"cutoff-{tier.code}", tier.title, MOST, 100)) if text else None
        )
        if isinstance(read, Reason):
            wrong.append(read)
        elif read is not None:
            cutoffs[tier.code] = read
    return cutoffs, wrong


def _by_field(reasons: list[Reason]) -> dict[str, str]:
    return {reason.field or "": said(reason) for reason in reasons}


def _page(panel: Sitting, typed: Mapping[str, str], errors: Mapping[str, str], status: int = 200) -> Page:
    known = verdicts.verdict_of(reading(), panel)
    return page(
        "judge/verdict.html",
        status,
        panel=panel,
        verdict=known,
        typed=typed,
        errors=errors,
        titles=tier_titles(panel),
        given=[sum(line.tier == tier.code for line in known.lines) for tier in panel.terms.tiers],
    )
