"""What WhiteNoise says about every static file."""

from wsgiref.headers import Headers


def keep_to_own_pages(headers: Headers, path: str, url: str) -> None:
    """Tell browsers that a static file is for pages of this site alone."""
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
