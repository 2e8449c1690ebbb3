"""Results as tables, charts and workbooks."""

import os

from platformdirs import user_cache_path

# Before anything of matplotlib is loaded: its list of the system's fonts is kept in a folder of
# ours, and what a person has set for matplotlib elsewhere does not change our charts.
os.environ.setdefault("MPLCONFIGDIR", str(user_cache_path("Tabib", appauthor=False) / "charts"))
