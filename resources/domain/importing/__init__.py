"""Reads files into the directory: in two steps, line by line, and going on where it stopped."""
