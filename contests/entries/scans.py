"""A signed paper's scan: looked at as the files of a dossier are, kept among the organiser's papers."""

from typing import BinaryIO

from contests.decisions.scanning import ScanFacts
from contests.entries.files import check
from contests.kernel.errors import Done, Outcome, Reason, Refused, because
from contests.kernel.storage import Storage, StorageFull
from contests.kernel.text import N_

MOST_BYTES = 50_000_000
FULL = N_("Kho lưu trữ đã đầy nên chưa nhận được tệp. Đề nghị báo người quản trị máy chủ.")


def take_in_scan(storage: Storage, organiser_id: str, source: BinaryIO, name: str) -> Outcome[ScanFacts]:
    """Look at a PDF and keep it; it belongs to a document only by `bind_scan`."""
    try:
        looked = check(source, name, allowed=frozenset({"pdf"}), max_bytes=MOST_BYTES)
        if isinstance(looked, Reason):
            return Refused((Reason(looked.message, "file", looked.article, looked.values),))
        source.seek(0)
        storage.put(source, area=f"{organiser_id}/papers")
    except StorageFull:
        return because(FULL, "file")
    return Done(ScanFacts(looked.sha256, looked.display_name, looked.size, looked.pages or 1))
