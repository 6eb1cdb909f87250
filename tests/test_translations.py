"""The English catalogue is in step with the sources, and a reader of English meets no gap on the public pages."""

import re

from translations.catalogue import MO, PUBLIC, compiled, extracted, kept

PLACES = re.compile(r"%\(\w+\)[sd]")


def test_every_marked_string_is_in_the_catalogue_and_nothing_else() -> None:
    assert {message.id for message in kept() if message.id} == {m.id for m in extracted() if m.id}


def test_the_compiled_catalogue_is_the_one_that_is_read() -> None:
    assert MO.read_bytes() == compiled(kept())


def test_every_string_of_the_public_pages_has_its_english() -> None:
    public = {m.id for m in extracted() if any(place.startswith(PUBLIC) for place, _ in m.locations)}
    untranslated = {message.id for message in kept() if message.id in public and not message.string}
    assert public
    assert untranslated == set()


def test_a_translation_keeps_the_places_to_fill_in() -> None:
    pairs = [(str(message.id), str(message.string)) for message in kept() if message.id and message.string]
    assert [ours for ours, theirs in pairs if set(PLACES.findall(ours)) != set(PLACES.findall(theirs))] == []
