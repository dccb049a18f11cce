"""The directory of services as readers see it."""
