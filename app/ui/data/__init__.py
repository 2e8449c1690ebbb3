"""What the pages of data put into the grid, and what they say about a cell."""
