"""What the start page lists: recent plans and samples."""
