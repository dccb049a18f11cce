"""Listens to what happens to pages, wherever it was done: in the admin, in code, by the scheduler."""
