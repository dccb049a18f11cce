"""Events: pages, schedule, occurrences, calendar feeds, places at an event."""
