"""Members' stories: pages, submissions, consent, withdrawal."""
