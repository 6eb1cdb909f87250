"""Every table of the product in one metadata: for whoever makes, migrates or checks a database."""

from importlib import import_module

from contests.kernel.db import Base

MODULES = (
    "contests.kernel.audit",
    "contests.kernel.jobs",
    "contests.kernel.outbox",
    "contests.kernel.settings",
    "contests.kernel.signing",
    "judging.model",
    "judging.timetable.model",
    "judging.design.model",
    "judging.numbers.model",
    "judging.marks.model",
    "judging.paper.model",
    "judging.components.model",
    "judging.appointments.model",
    "judging.declarations.model",
    "judging.deliberation.model",
    "judging.advice.model",
    "judging.sealing.model",
    "contests.decisions.model",
    "contests.people.model",
    "contests.people.outside_model",
    "contests.people.units.model",
    "contests.seasons.model",
    "contests.seasons.recognition.model",
    "contests.entries.model",
    "contests.entries.sheets.model",
    "contests.screening.model",
    "contests.envelopes.model",
    "contests.envelopes.outside.model",
    "contests.envelopes.redaction_model",
    "contests.envelopes.conflicts.model",
    "contests.awards.model",
    "contests.awards.special.model",
    "contests.awards.honours.model",
    "contests.publication.model",
    "contests.publication.booklet.model",
    "contests.certificates.model",
    "contests.nomination.model",
    "contests.reports.model",
)

for module in MODULES:
    import_module(module)
import_module("judging.guards")

metadata = Base.metadata
