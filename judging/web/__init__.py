"""The judge's desk: its pages read and write on the sealed connection only."""

from judging.web import advice as advice
from judging.web import appointment as appointment
from judging.web import beside as beside
from judging.web import correcting as correcting
from judging.web import deciding as deciding
from judging.web import deliberating as deliberating
from judging.web import papers as papers
from judging.web import pieces as pieces
from judging.web import saving as saving
from judging.web import sealing as sealing
from judging.web import timetable as timetable
from judging.web import verdict as verdict
from judging.web.desk import bp

__all__ = ["bp"]
