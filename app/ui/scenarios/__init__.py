"""The parts of the page of scenarios."""
