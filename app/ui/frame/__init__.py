"""What stands around the pages: head, rail, context bar, panels, foot."""
