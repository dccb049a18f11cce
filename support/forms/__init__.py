"""What visitors fill in: the request, its further questions and pictures, and later messages."""
