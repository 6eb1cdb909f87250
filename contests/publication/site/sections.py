"""The folders of a static site, each with a signed manifest of its own, so that a change signs anew only what it touches."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from contests.kernel.manifests import Json, canonical, hash_list, manifest, readable, sha256
from contests.kernel.signing import current_key, fingerprint, sign
from contests.publication.site.pages import Files

PURPOSE, FORMAT = "site", "bang-vang/site/1"
MANIFEST, SIGNATURE, SUMS = "manifest.json", "manifest.sig.json", "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class Section:
    """One folder, "" for the root, with its files by their paths from it."""

    folder: str
    files: Files

    def at(self, path: str) -> str:
        """A path of this folder as seen from the root."""
        return f"{self.folder}/{path}" if self.folder else path


def signed(
    session: Session, organiser_id: str, sections: list[Section], old: Mapping[str, bytes], at: datetime
) -> Files:
    """Every file of the site by its path from the root, the root's manifest naming the manifests of the folders.

    A folder whose files are those of `old`, the manifests and signatures that stand, keeps both as they are.
    """
    (root,), folders = [one for one in sections if not one.folder], [one for one in sections if one.folder]
    found: Files = {}
    for section in folders:
        found |= _signed(session, organiser_id, section, old, at, {})
    names = {section.folder: sha256(found[section.at(MANIFEST)]) for section in folders}
    return found | _signed(session, organiser_id, root, old, at, {"folders": names})


def _signed(
    session: Session, organiser_id: str, section: Section, old: Mapping[str, bytes], at: datetime, more: Json
) -> Files:
    hashes = {path: sha256(content) for path, content in section.files.items()}
    files = {**section.files, SUMS: hash_list(hashes)}
    hashes[SUMS] = sha256(files[SUMS])
    said = {"folder": section.folder, "organiser": organiser_id, **more}
    stands = {path: old.get(section.at(path), b"") for path in (MANIFEST, SIGNATURE)}
    if not _says(stands[MANIFEST], hashes, said) or not _current(
        session, organiser_id, stands[SIGNATURE], at
    ):
        stands = _made(session, organiser_id, manifest(FORMAT, hashes, made_at=at.isoformat(), **said), at)
    return {section.at(path): content for path, content in {**files, **stands}.items()}


def _says(old: bytes, hashes: Mapping[str, str], said: Json) -> bool:
    """Whether a manifest that stands names exactly these files."""
    if not old:
        return False
    when = json.loads(old)["made_at"]
    return old == manifest(FORMAT, hashes, made_at=when, **said)


def _current(session: Session, organiser_id: str, signature: bytes, at: datetime) -> bool:
    """Whether a signature that stands is of the key in use."""
    return (
        bool(signature)
        and json.loads(signature)["key"] == current_key(session, organiser_id, at=at).raw.hex()
    )


def _made(session: Session, organiser_id: str, content: bytes, at: datetime) -> Files:
    proof = sign(session, organiser_id, PURPOSE, content, at=at)
    told = {
        "algorithm": "Ed25519",
        "signed": f"bangvang/{PURPOSE}\\0 + {MANIFEST}",
        "key": proof.raw_key.hex(),
        "fingerprint": fingerprint(proof.raw_key),
        "signature": proof.signature.hex(),
    }
    return {MANIFEST: content, SIGNATURE: readable(told)}


def index_of(keys: Mapping[str, str]) -> bytes:
    """The list of all files of a site with their keys in the store: what takes the place of the old one at once."""
    return canonical(dict(keys))
