"""Pages of the admin on which staff make, open and lock their key."""
