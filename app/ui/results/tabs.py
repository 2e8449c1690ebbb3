"""The tabs of the results by their keys; each is loaded with what it draws when first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QStackedWidget

from app.problems import message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.problems import Message
    from app.ui.document import Document
    from app.ui.results.choice import Choice
    from app.ui.results.tab import Tab

TABS: Mapping[str, Message] = {
    "chart": message("Chart"),
    "table": message("Table"),
    "pyramid": message("Pyramid"),
    "map": message("Map"),
    "flows": message("Flows"),
}


class TabStack(QStackedWidget):
    """Shows one tab; those that are hidden take no room, whatever they said last."""

    def show_alone(self, tab: Tab) -> None:
        """Put a tab in front."""
        self.setCurrentWidget(tab)
        for at in range(self.count()):
            one, kinds = self.widget(at), QSizePolicy.Policy
            kind = kinds.Preferred if one is tab else kinds.Ignored
            if one is not None:
                one.setSizePolicy(kind, kind)


def built(key: str, document: Document, choice: Choice) -> Tab:
    """Return a new tab."""
    if key == "table":
        from app.ui.results.table_tab import TableTab

        return TableTab(document, choice)
    if key == "map":
        from app.ui.results.map_tab import MapTab

        return MapTab(document, choice)
    if key == "pyramid":
        from app.ui.results.pyramid_tab import PyramidTab

        return PyramidTab(document, choice)
    if key == "flows":
        from app.ui.results.flows_tab import FlowsTab

        return FlowsTab(document, choice)
    from app.ui.results.chart_tab import ChartTab

    return ChartTab(document, choice)
