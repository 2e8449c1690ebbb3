"""How long ago something was, and how large a file is, as people say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from app.language import Language

_WEEK = 7
_MEGA = 1_000_000


def when(moment: datetime, now: datetime, language: Language) -> str:
    """Return a moment in the time of this place: today and yesterday by the hour, then the day."""
    here, today = moment.astimezone(), now.astimezone().date()
    days = (today - here.date()).days
    time = f"{here:%H:%M}"
    if days == 0:
        return language.say("today, {time}", time=time)
    if days == 1:
        return language.say("yesterday, {time}", time=time)
    if 1 < days < _WEEK:
        return language.plural("{n} day ago", "{n} days ago", days)
    return language.date(here.date())


def exactly(moment: datetime, now: datetime, language: Language) -> str:
    """Return a moment with its hour, however long ago it was."""
    here, today = moment.astimezone(), now.astimezone().date()
    if 0 <= (today - here.date()).days <= 1:
        return when(moment, now, language)
    return language.say("{date}, {time}", date=language.date(here.date()), time=f"{here:%H:%M}")


def begun(text: str) -> str:
    """Return a text as it stands at the beginning of a line."""
    return f"{text[:1].upper()}{text[1:]}"


def megabytes(size: int, language: Language) -> str:
    """Return the size of a file."""
    return language.say("{size} MB", size=language.number(max(size / _MEGA, 0.1), 1))
