from datetime import date

import pytest

from workers.demo.corpus.dossiers import File, Item, dossier
from workers.demo.corpus.draw import stream
from workers.demo.corpus.names import Roll
from workers.demo.corpus.papers import Filing
from workers.demo.corpus.works import work

FIRST, LAST, FILED_ON = date(2002, 7, 31), date(2015, 7, 31), date(2021, 5, 20)


def pupils_filing(seed: str = "lớp", count: int = 5) -> Filing:
    roll = Roll(stream(seed))
    authors = [roll.pupil(FIRST, LAST) for _ in range(count)]
    return Filing(authors, "Trường THCS Nà Lường", roll.teacher(FILED_ON).full_name)


def pupils_dossier(seed: str = "hồ sơ") -> list[File]:
    return dossier(work("TTNND", "MT", 2, seed), pupils_filing(), FILED_ON, seed)


def the(item: Item, files: list[File]) -> File:
    return next(file for file in files if file.item is item)


@pytest.fixture(scope="session")
def filing() -> Filing:
    """Five pupils; the fifth is H’Hen Niê."""
    return pupils_filing()


@pytest.fixture(scope="session")
def files() -> list[File]:
    return pupils_dossier()
