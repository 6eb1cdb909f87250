"""The chair reads why a piece has its figure, on the sealed connection; a member of the panel does not."""

from flask.testing import FlaskClient

from contests.kernel.web.runtime import Runtime
from tests.factories_deliberation import CHAIR, end_marking, make_panel
from tests.factories_judging import Made
from tests.judging.desk import sit_down

MEMBER = 3


def test_the_chair_reads_the_formula_and_a_member_does_not(client: FlaskClient, runtime: Runtime) -> None:
    made: Made = runtime.main.do(make_panel)
    runtime.main.do(lambda session: end_marking(session, made))
    address = f"/judge/panels/{made.panel_id}/pieces/{made.pieces[0].piece_id}"
    sit_down(client, runtime, made.judges[CHAIR])
    shown = client.get(address).text
    assert "Cách tính" in shown
    assert " phiếu = " in " ".join(shown.split())
    sit_down(client, runtime, made.judges[MEMBER])
    answer = client.get(address)
    assert answer.status_code == 200
    assert "Cách tính" not in answer.text
