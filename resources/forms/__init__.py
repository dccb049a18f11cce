"""Forms of the directory that readers fill in."""
