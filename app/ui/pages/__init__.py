"""Pages: each a widget that knows the Document, never the window, never another page."""
