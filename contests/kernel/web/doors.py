"""One door per audience, closed by default: nobody signed in is asked to sign in, a wrong role sees 404."""

from flask import Blueprint
from flask_login import current_user
from werkzeug.exceptions import NotFound, Unauthorized

from contests.kernel.access import Role


def closed(blueprint: Blueprint, *roles: Role) -> Blueprint:
    """Let in only those who hold one of the roles.

    Raises Unauthorized for nobody: the identity pages answer it, keeping what was typed.
    """

    def ask() -> None:
        if not current_user.is_authenticated:
            raise Unauthorized
        if not current_user.actor.has(*roles):
            raise NotFound

    blueprint.before_request(ask)
    return blueprint
