"""The table of posts opened and of the share that is filled."""

from app.models.base import kind
from app.models.rows import RecruitmentRow

RECRUITMENT = kind(
    "recruitment",
    RecruitmentRow,
    key=("id",),
    refers={
        "territory": "territories.code",
        "posts_source": "sources.id",
        "fill_source": "sources.id",
    },
    checks=("posts >= 0",),
)
