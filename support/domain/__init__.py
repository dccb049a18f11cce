"""The verbs of requests for help, for staff and for visitors."""
