"""Results as tables, charts and workbooks."""
