"""The inspector's blueprint and its door."""

from flask import Blueprint

from contests.kernel.access import Role
from contests.kernel.web.doors import closed
from contests.kernel.web.runtime import actor

bp = closed(Blueprint("inspector", __name__, url_prefix="/inspector"), Role.INSPECTOR)


def own_organisers() -> frozenset[str]:
    """Ids of the organisers whose seasons the asking person audits."""
    return actor().acts_for(Role.INSPECTOR)
