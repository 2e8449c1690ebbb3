"""The window; the only room that knows Qt."""

from app.ui import singletons

singletons.keep()
