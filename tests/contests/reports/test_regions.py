"""A unit lies in the nearest commune above it, before July 2025 under its district's office."""

from contests.people.terms import UnitKind
from contests.reports.regions import UnitFacts, regions_of


def unit(key: str, kind: UnitKind, parent: str | None) -> UnitFacts:
    return UnitFacts(key, key, kind, parent, key)


TREE = (
    unit("LHH", UnitKind.UNION, None),
    unit("Xã Lâm Bình", UnitKind.COMMUNE, "LHH"),
    unit("Trường THCS Khuôn Hà", UnitKind.SCHOOL, "Xã Lâm Bình"),
    unit("Tổ Hóa", UnitKind.SCHOOL, "Trường THCS Khuôn Hà"),
    unit("Phòng GD&ĐT huyện Na Hang", UnitKind.SECTOR, "LHH"),
    unit("Trường THCS Năng Khả", UnitKind.SCHOOL, "Phòng GD&ĐT huyện Na Hang"),
    unit("Công ty Chè Sông Lô", UnitKind.ENTERPRISE, "LHH"),
)


def test_each_unit_has_its_region():
    found = {key: one.name if one else None for key, one in regions_of(TREE, "LHH").items()}
    assert found == {
        "LHH": None,
        "Xã Lâm Bình": "Xã Lâm Bình",
        "Trường THCS Khuôn Hà": "Xã Lâm Bình",
        "Tổ Hóa": "Xã Lâm Bình",
        "Phòng GD&ĐT huyện Na Hang": None,
        "Trường THCS Năng Khả": "Phòng GD&ĐT huyện Na Hang",
        "Công ty Chè Sông Lô": None,
    }
