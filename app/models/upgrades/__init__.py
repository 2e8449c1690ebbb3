"""Steps that bring an earlier plan up to date: one numbered step a file, and the runner."""
