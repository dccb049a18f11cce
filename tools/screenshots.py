"""Takes screenshots of a running site with Debian's Chromium, as small as a repository wants.

    bin/serve                                                  # in one terminal
    .venv/bin/python tools/screenshots.py --readme             # the README's two images
    .venv/bin/python tools/screenshots.py --to shots /resources/ /support/    # any pages

A page is given without its language. Without `--readme` each is taken in both languages, at 390 and
1280 pixels, light and dark; the file's name says which. Needs what `bin/test` installs.
"""

import argparse
import io
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
README_FOLDER = ROOT / "site" / "docs" / "images"
LANGUAGES = ("ar", "en")
WIDTHS = {390: 844, 1280: 800}  # pixels wide: pixels high
SCHEMES = ("light", "dark")
MOST_BYTES = 150 * 1024  # of one README image


@dataclass(frozen=True)
class Shot:
    """One picture: a path of the site, how it is looked at, and the file's name."""

    path: str
    width: int
    scheme: str
    name: str
    whole_page: bool


README_SHOTS = (
    Shot(path="/ar/", width=1280, scheme="light", name="home-ar", whole_page=False),
    Shot(path="/en/support/", width=1280, scheme="light", name="help-form-en", whole_page=False),
)


def main() -> int:
    """Take what the command line asks for; return 1 if a page did not answer."""
    options = _options()
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.stderr.write("There is no chromium. On Debian: apt install chromium\n")
        return 1
    shots = README_SHOTS if options.readme else tuple(_all_of(options.pages or ["/"]))
    options.to.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        refused = [shot for shot in shots if not _take(browser, options.address, shot, options.to)]
        browser.close()
    for shot in refused:
        sys.stderr.write(f"{shot.path} did not answer with a page.\n")
    return 1 if refused else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("pages", nargs="*", help="paths without their language, such as /support/")
    parser.add_argument("--address", default="http://127.0.0.1:8000", help="of the running site")
    parser.add_argument("--to", type=Path, help="folder of the images")
    parser.add_argument("--readme", action="store_true", help="only the two images of the README")
    options = parser.parse_args()
    if options.readme:
        options.to = options.to or README_FOLDER
    elif options.to is None:
        parser.error("--to is needed: where shall the images go?")
    return options


def _all_of(pages: list[str]) -> Iterator[Shot]:
    for page in pages:
        name = page.strip("/").replace("/", "-") or "home"
        for language in LANGUAGES:
            for width in WIDTHS:
                for scheme in SCHEMES:
                    yield Shot(
                        path=f"/{language}/{page.lstrip('/')}",
                        width=width,
                        scheme=scheme,
                        name=f"{name}-{language}-{width}-{scheme}",
                        whole_page=True,
                    )


def _take(browser: Browser, address: str, shot: Shot, folder: Path) -> bool:
    """Write one image; return whether the page answered 200."""
    page = browser.new_page(
        viewport={"width": shot.width, "height": WIDTHS[shot.width]},
        color_scheme=shot.scheme,
        reduced_motion="reduce",
    )
    try:
        response = page.goto(address.rstrip("/") + shot.path, wait_until="load")
        if response is None or response.status != 200:
            return False
        picture = page.screenshot(full_page=shot.whole_page, animations="disabled")
    finally:
        page.close()
    small = _compressed(picture, most_bytes=sys.maxsize if shot.whole_page else MOST_BYTES)
    file = folder / f"{shot.name}.png"
    file.write_bytes(small)
    sys.stdout.write(f"{file} ({len(small) // 1024} KB)\n")
    return True


def _compressed(picture: bytes, *, most_bytes: int) -> bytes:
    """Return the picture with as many colours, from 256 down to 32, as fit into `most_bytes`."""
    with Image.open(io.BytesIO(picture)) as opened:
        pixels = opened.convert("RGB")
    for colours in (256, 128, 64, 32):
        output = io.BytesIO()
        palette = pixels.quantize(colours, dither=Image.Dither.NONE)
        palette.save(output, "PNG", optimize=True)
        if output.tell() <= most_bytes:
            break
    return output.getvalue()


if __name__ == "__main__":
    sys.exit(main())
