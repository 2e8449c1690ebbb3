"""The tables of facilities: how many there are of each type, and the posts that each keeps."""

from app.models.base import kind
from app.models.need_rows import FacilityPostRow, FacilityRow

FACILITIES = kind(
    "facilities",
    FacilityRow,
    key=("territory", "facility"),
    refers={"territory": "territories.code", "source": "sources.id"},
    checks=("number >= 0",),
)
FACILITY_POSTS = kind(
    "facility_posts",
    FacilityPostRow,
    key=("facility", "cadre"),
    refers={"source": "sources.id"},
    checks=("posts_kept >= 0", "hours_a_week BETWEEN 0 AND 168", "fewest >= 0"),
)
