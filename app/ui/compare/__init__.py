"""The parts of the page that sets scenarios side by side."""
