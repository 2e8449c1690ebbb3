"""The sheets of a projection workbook, one subject a file."""
