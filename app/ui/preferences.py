"""What a person chose about the program itself: the one place that keeps settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import QSettings

from app.language import CODES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QByteArray

Theme = Literal["system", "light", "dark"]
THEMES: tuple[Theme, ...] = ("system", "light", "dark")
TEXT_SIZES = (90, 100, 110, 125, 150)
_USUAL_SIZE = 100
_NO_STORY = "-"


class Preferences:
    """Typed settings over the person's own settings file; a value that is no use is ignored."""

    def __init__(self) -> None:
        """Read from the file of this person; nothing is written before something is chosen."""
        self._kept = QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Tabib", "Tabib"
        )

    @property
    def language(self) -> str:
        """The code of the language chosen last, or nothing."""
        kept = str(self._kept.value("language", ""))
        return kept if kept in CODES else ""

    @language.setter
    def language(self, code: str) -> None:
        self._kept.setValue("language", code)

    @property
    def theme(self) -> Theme:
        """Light, dark, or as the system is."""
        kept = self._kept.value("theme", "system")
        return next((theme for theme in THEMES if theme == kept), "system")

    @theme.setter
    def theme(self, theme: Theme) -> None:
        self._kept.setValue("theme", theme)

    @property
    def text_size(self) -> int:
        """The size of letters, in percent of the usual one."""
        kept = str(self._kept.value("text_size", _USUAL_SIZE))
        return int(kept) if kept.isdecimal() and int(kept) in TEXT_SIZES else _USUAL_SIZE

    @text_size.setter
    def text_size(self, percent: int) -> None:
        self._kept.setValue("text_size", percent)

    @property
    def reduce_motion(self) -> bool:
        """Whether nothing moves by itself."""
        return self._flag("reduce_motion")

    @reduce_motion.setter
    def reduce_motion(self, still: bool) -> None:
        self._kept.setValue("reduce_motion", still)

    @property
    def time_turned(self) -> bool:
        """Whether time runs from right to left in Arabic."""
        return self._flag("time_turned")

    @time_turned.setter
    def time_turned(self, turned: bool) -> None:
        self._kept.setValue("time_turned", turned)

    @property
    def inspector(self) -> bool:
        """Whether the panel that explains a number is open."""
        return self._flag("inspector", usual=True)

    @inspector.setter
    def inspector(self, shown: bool) -> None:
        self._kept.setValue("inspector", shown)

    @property
    def tour(self) -> int:
        """At which stop the tour was left; 0 where it was not begun or is over."""
        kept = str(self._kept.value("tour", 0))
        return int(kept) if kept.isdecimal() else 0

    @tour.setter
    def tour(self, stop: int) -> None:
        self._kept.setValue("tour", stop)

    def window(self, direction: str) -> QByteArray | None:
        """Return the place and size of the window as it was in a direction of reading."""
        kept = self._kept.value(f"window/{direction}")
        return cast("QByteArray", kept) if kept else None

    def keep_window(self, direction: str, state: QByteArray) -> None:
        """Keep the place and size of the window for a direction of reading."""
        self._kept.setValue(f"window/{direction}", state)

    def pinned(self, plan: str, story: str) -> tuple[str, ...]:
        """Return the levers that were chosen to be at hand in a plan, and in one of its stories."""
        kept = str(self._kept.value(f"pinned/{plan}/{story or _NO_STORY}", ""))
        return tuple(key for key in kept.split(" ") if key)

    def keep_pinned(self, plan: str, story: str, keys: Sequence[str]) -> None:
        """Keep which levers are at hand."""
        self._kept.setValue(f"pinned/{plan}/{story or _NO_STORY}", " ".join(keys))

    def forget(self) -> None:
        """Go back to what the program came with."""
        self._kept.clear()

    def _flag(self, name: str, *, usual: bool = False) -> bool:
        return str(self._kept.value(name, usual)).lower() == "true"
