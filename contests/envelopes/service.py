"""What the pages may ask of the one door to judging."""

from contests.envelopes.closing import aggregate as aggregate
from contests.envelopes.closing import ask_aggregation as ask_aggregation
from contests.envelopes.closing import close_round as close_round
from contests.envelopes.closing import seal_results as seal_results
from contests.envelopes.closing import waive_judge as waive_judge
from contests.envelopes.exhibits import ask_for_exhibits as ask_for_exhibits
from contests.envelopes.exhibits import keep_page as keep_page
from contests.envelopes.exhibits import looked as looked
from contests.envelopes.exhibits import neutral_text as neutral_text
from contests.envelopes.exhibits import render_exhibits as render_exhibits
from contests.envelopes.exhibits import stamp as stamp
from contests.envelopes.juries import add_panel as add_panel
from contests.envelopes.juries import appoint as appoint
from contests.envelopes.juries import prepare_round as prepare_round
from contests.envelopes.juries import round_facts as round_facts
from contests.envelopes.juries import round_of as round_of
from contests.envelopes.juries import seat as seat
from contests.envelopes.opening import OpenedRow as OpenedRow
from contests.envelopes.opening import confirmations as confirmations
from contests.envelopes.opening import give_opening as give_opening
from contests.envelopes.opening import opened_standings as opened_standings
from contests.envelopes.opening import openers as openers
from contests.envelopes.sealing import bar as bar
from contests.envelopes.sealing import lift_bar as lift_bar
from contests.envelopes.sealing import readiness as readiness
from contests.envelopes.sealing import seal_round as seal_round
