"""One human in several dossiers: each dossier writes its own persons, so full name and birth date tell. Pure."""

from datetime import date


def human(person_id: str, full_name: str, born_on: date | None) -> tuple[str, date] | str:
    """What is equal for one human: name and birth date; without a date nobody is taken for another."""
    return (full_name, born_on) if born_on else person_id
