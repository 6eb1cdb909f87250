"""What has to be settled about conflicts before a round is sealed; values in, values out."""

from collections.abc import Iterator
from dataclasses import dataclass

from contests.kernel.errors import Reason
from contests.kernel.text import N_

NO_OFFICER = N_("Chưa chỉ định người phụ trách xung đột lợi ích của mùa thi.")
UNDECLARED = N_("Còn %(count)s giám khảo trong tổ chưa nhận nhiệm vụ hoặc chưa khai báo xung đột lợi ích.")
UNDECIDED = N_("Còn %(count)s trường hợp xung đột lợi ích chờ người phụ trách xem xét.")


@dataclass(frozen=True, slots=True)
class ConflictFacts:
    """An officer is named or not; seated judges who have not declared; conflicts that nobody has looked at."""

    officer: bool = True
    undeclared: int = 0
    undecided: int = 0


SETTLED = ConflictFacts()


def conflict_gaps(facts: ConflictFacts) -> Iterator[Reason]:
    """Everything about conflicts that keeps the round from being sealed, at once."""
    if not facts.officer:
        yield Reason(NO_OFFICER, "officer")
    if facts.undeclared:
        yield Reason(UNDECLARED, "panels", None, {"count": facts.undeclared})
    if facts.undecided:
        yield Reason(UNDECIDED, "conflicts", None, {"count": facts.undecided})
