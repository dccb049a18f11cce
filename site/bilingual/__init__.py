"""Two languages published as one: what is missing, what is old, what follows to the other."""
