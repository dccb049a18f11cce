"""What keepers of the directory, and those who review pages, work with in the admin."""
