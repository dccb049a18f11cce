"""Takes screenshots of a running site with Debian's Chromium, as small as a repository wants.

    .venv/bin/python tools/screenshots.py --guides             # every picture of the guides
    bin/serve                                                  # for the others, in one terminal
    .venv/bin/python tools/screenshots.py --readme             # the README's two images
    .venv/bin/python tools/screenshots.py --to shots /resources/ /support/    # any pages

`--guides` runs a demo of its own, in a folder that it deletes again; names after it, such as
`--guides report memory`, take only those. A page is given without its language, and taken in both,
at 390 and 1280 pixels, light and dark; the file's name says which. Needs what `bin/test` installs.
"""

import argparse
import base64
import io
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import guide_pictures
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
README_FOLDER = ROOT / "site" / "docs" / "images"
LANGUAGES = ("ar", "en")
WIDTHS = {390: 844, 1280: 800}  # pixels wide: pixels high
SCHEMES = ("light", "dark")
MOST_BYTES = 150 * 1024  # of one README image
READY_SECONDS = 120


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
    if options.guides:
        return _take_guides(chromium, options.pages, options.to)
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
    parser.add_argument("--guides", action="store_true", help="the pictures of the guides")
    options = parser.parse_args()
    if options.readme or options.guides:
        options.to = options.to or README_FOLDER
    elif options.to is None:
        parser.error("--to is needed: where shall the images go?")
    return options


def _take_guides(chromium: str, names: list[str], folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    with _demo() as (address, pages), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        for name, picture in guide_pictures.take_all(browser, address, pages, names):
            (folder / name).write_bytes(picture)
            sys.stdout.write(f"{folder / name} ({len(picture) // 1024} KB)\n")
            sys.stdout.flush()
        browser.close()
    return 0


@contextmanager
def _demo() -> Iterator[tuple[str, dict]]:
    """Run a demo of its own with the scenes of the guides: its address, and what is where."""
    with tempfile.TemporaryDirectory(prefix="sanad-pictures-") as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        address = f"http://127.0.0.1:{port}"
        environment = os.environ | {
            "DEMO": "1",
            "SITE_URL": address,
            "DATA_DIR": folder,
            "SECRET_KEY": secrets.token_urlsafe(60),
            "SEAL_KEYRING": f"demo:{base64.b64encode(secrets.token_bytes(32)).decode()}",
            "RETURN_CODE_PEPPER": base64.b64encode(secrets.token_bytes(32)).decode(),
            "EMAIL_URL": "consolemail://",
        }

        def run(*command: str) -> str:
            return subprocess.run(  # noqa: S603
                [sys.executable, *command],
                cwd=ROOT,
                env=environment,
                check=True,
                stdout=subprocess.PIPE,
                text=True,
            ).stdout

        sys.stdout.write("Preparing a demo. This takes a minute or two…\n")
        sys.stdout.flush()
        run("manage.py", "prepare", "--demo")
        pages = json.loads(run("tools/guide_scenes.py").splitlines()[-1])
        # What the worker would do: the report on links reads what it keeps.
        run("manage.py", "rebuild_references_index")
        server = subprocess.Popen(  # noqa: S603
            [sys.executable, "manage.py", "runserver", "--noreload", str(port)],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait_for(f"{address}/healthz/live")
            yield address, pages
        finally:
            server.terminate()
            server.wait()


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while True:
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - our own address
            return
        except (urllib.error.URLError, TimeoutError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)


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
