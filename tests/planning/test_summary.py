"""A plan in a few figures, ready to be printed or written as JSON."""

import json

from app.planning.summary import summary
from tests.planning.hand import hand, staff


def test_a_summary_says_who_what_when_and_how_many() -> None:
    told = summary(hand(staff=(staff(10), staff(5, sex="M"), staff(3, sector="private"))))
    assert told["names"] == {"fr": "Hand fr", "ar": "Hand ar", "en": "Hand"}
    assert (told["base_year"], told["horizon"], told["territory"]) == (2024, 2027, "MA")
    assert told["population"] == 15_000
    assert told["staff"] == {"public MED_GP": 15, "private MED_GP": 3}
    assert told["scenarios"] == ["base", "test"]
    assert told["norms"] == ["MED", "MOST", "GOAL"]
    assert told["rows"]["staff"] == 3
    assert told["rows"]["contracts"] == 0
    assert json.loads(json.dumps(told)) == told
