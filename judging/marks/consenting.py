"""Who may consent to the correction of a sheet: somebody of the panel who leads it, and who is not the one who asks."""

from collections.abc import Collection, Sequence

from judging.terms import SeatRole

ORDER = (SeatRole.CHAIR, SeatRole.SECRETARY)


def consenter(seats: Sequence[tuple[str, SeatRole]], asker: str, barred: Collection[str]) -> str | None:
    """The chair; where the chair asks or is barred from the piece, the secretary; None where nobody is left.

    `seats` are (judge id, role) of the panel, `barred` the judges who may not mark the piece.
    """
    free = [(judge, role) for judge, role in seats if judge != asker and judge not in barred]
    leading = (judge for wanted in ORDER for judge, role in free if role is wanted)
    return next(leading, None)
