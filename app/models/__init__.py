"""What a plan file stores: rows, queries, edits on disk, checks at opening, backups."""
