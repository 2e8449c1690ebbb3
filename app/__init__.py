"""Tabib plans Morocco's health workforce, offline: stocks, entries, exits, needs, deficits."""

__version__ = "0.1.0"
