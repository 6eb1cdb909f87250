"""What the pages may ask of the awards desk."""

from contests.awards.amending import amend as amend
from contests.awards.amending import amendments_of as amendments_of
from contests.awards.amending import revoke as revoke
from contests.awards.deciding import decide as decide
from contests.awards.deciding import submit as submit
from contests.awards.listing import assign_tier as assign_tier
from contests.awards.listing import draw_lines as draw_lines
from contests.awards.listing import moved as moved
from contests.awards.listing import propose as propose
from contests.awards.listing import ready as ready
from contests.awards.persons import award_persons as award_persons
from contests.awards.persons import drop_person as drop_person
from contests.awards.persons import may_decide as may_decide
from contests.awards.persons import may_submit as may_submit
from contests.awards.persons import name_person as name_person
from contests.awards.persons import person_choices as person_choices
from contests.awards.release import release as release
from contests.awards.voting import VotesTyped as VotesTyped
from contests.awards.voting import take_votes as take_votes
