"""The demo: a fictional group's pages, people and requests, seeded by one command."""
