"""Small parts that every page uses; they know no document."""
