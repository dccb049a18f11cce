"""The pictures of the guides: which screen each shows, what is done on it, and what is cut out."""

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import polib
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, ViewportSize

LANGUAGES = {"en": "salma", "ar": "ziad"}  # whose admin speaks it
WIDTH, HEIGHT = 1010, 2600  # pixels: the menu takes 200, and nothing has to be scrolled
WIDE: ViewportSize = {"width": 1280, "height": HEIGHT}
MOST_BYTES = 80 * 1024  # of one picture
EDGE = 6  # pixels around what is cut out
# What somebody writes while the pictures are taken; nobody saves it, but for the two who meet.
MARKED = (
    "<b>مزدوجو الميل الجنسي ومزدوجاته</b> ينجذبون إلى أكثر من جندر واحد. ليس ذلك مرحلة ولا "
    'ترددًا، و<a id="a1">البحث يقول ذلك أيضًا</a>.'
)
BROKEN = MARKED.replace("</b>", "")
THEIRS = "الناس أدرى بأنفسهم، ونحن نسمّيهم بما يسمّون به أنفسهم."
MINE = "الناس أدرى بمن هم. ونحن نسمّيهم بما يسمّون به أنفسهم."


@dataclass
class Scene:
    """A browser in which somebody is signed in, and what is known of the demo's pages.

    Attributes:
        page: the browser's.
        address: of the site.
        pages: keys of pages, by name and language, as `tools/guide_scenes.py` prints them.
        other: signs another person in, for what takes two.
    """

    page: Page
    address: str
    pages: dict[str, Any]
    other: Callable[[], Any] = field(repr=False)

    def go(self, path: str) -> None:
        """Open a page of the admin, and wait until its scripts have drawn it."""
        answer = self.page.goto(f"{self.address}/admin/{path}", wait_until="networkidle")
        if answer is None or answer.status != 200:
            raise LookupError(f"/admin/{path} did not answer with a page.")

    def translate(self, name: str, query: str = "") -> None:
        """Open the translation editor."""
        self.go(f"pages/{self.pages[name]['ar']}/edit/{query}")

    def row(self, words: str) -> Locator:
        """Return the passage whose original begins with `words`."""
        return self.page.locator("article.translate-row", has_text=words).first


def editor(scene: Scene) -> list[Locator]:
    scene.page.set_viewport_size(WIDE)
    scene.go(f"pages/{scene.pages['friends']['en']}/edit/")
    scene.page.locator("[data-side-panel-toggle=text-check]").click()
    scene.page.locator(".comfort-findings").first.wait_for()
    return [
        scene.page.locator("main header").first,
        scene.page.locator("[data-contentpath=introduction]"),
        scene.page.locator(".comfort-check"),
    ]


def glossary(scene: Scene) -> list[Locator]:
    scene.go(f"snippets/bilingual/glossaryterm/inspect/{scene.pages['term']}/")
    return [scene.page.locator("main header").first, scene.page.locator(".comfort-term")]


def together(scene: Scene) -> list[Locator]:
    scene.go(f"languages/pages/{scene.pages['about']['en']}/together/")
    return [scene.page.locator("main header").first, scene.page.locator("main form")]


def report(scene: Scene) -> list[Locator]:
    scene.page.set_viewport_size(WIDE)
    scene.go("languages/")
    rows = scene.page.locator("main table tbody tr")
    return [scene.page.locator(".languages-counts"), scene.page.locator("main thead"), rows.nth(3)]


def unpublish(scene: Scene) -> list[Locator]:
    scene.go(f"pages/{scene.pages['about']['en']}/unpublish/")
    return [scene.page.locator("main header").first, scene.page.locator("main form")]


def links(scene: Scene) -> list[Locator]:
    scene.page.set_viewport_size(WIDE)
    scene.go("languages/links/")
    return [scene.page.locator("main header").first, scene.page.locator("main table")]


def menus(scene: Scene) -> list[Locator]:
    scene.go("snippets/home/menu/")
    return [scene.page.locator("main header").first, scene.page.locator("main table")]


def passages(scene: Scene) -> list[Locator]:
    scene.translate("words")
    groups = scene.page.locator(".translate-group")
    return [scene.page.locator(".translate-head"), groups.nth(2)]


def marks(scene: Scene) -> list[Locator]:
    scene.translate("words")
    row = scene.row("drawn to more than one")
    row.locator("textarea").fill(MARKED)
    return [row]


def check(scene: Scene) -> list[Locator]:
    scene.translate("words")
    return [scene.row("which word fits")]


def differences(scene: Scene) -> list[Locator]:
    scene.go(f"languages/page/{scene.pages['safety']['en']}/")
    changes = scene.page.locator(".languages-changes").first
    return [scene.page.locator(".languages-page__state"), changes]


def memory(scene: Scene) -> list[Locator]:
    scene.translate("safety", "?show=missing")
    return [scene.row("button to leave quickly")]


def file(scene: Scene) -> list[Locator]:
    translation = scene.pages["words"]["translation"]
    exported = f"{scene.address}/admin/languages/file/translation/{translation}/export/"
    catalogue = polib.pofile(scene.page.request.get(exported).text())
    for entry in catalogue:
        if entry.msgid.startswith("People know"):
            entry.msgstr = THEIRS
        elif "drawn to more" in entry.msgid:
            entry.msgstr = BROKEN
        elif entry.msgid.startswith("Words can"):
            entry.msgstr = entry.msgstr.replace("هذه كلماتنا وهذه أسبابها", "وهذه كلماتنا وأسبابها")
    scene.go(f"languages/file/translation/{translation}/import/")
    words = {"name": "words.po", "mimeType": "text/x-gettext-translation"}
    scene.page.locator("#exchange-file").set_input_files(
        words | {"buffer": str(catalogue).encode()}
    )
    scene.page.locator(".exchange-form button[type=submit]").click()
    scene.page.wait_for_load_state("networkidle")
    return [scene.page.locator(".exchange-counts"), scene.page.locator("#changed, #new").first]


def conflict(scene: Scene) -> list[Locator]:
    scene.translate("words")
    with scene.other() as other:
        other.translate("words")
        # Never what stands there already, from the pictures in the other language.
        before = other.row("People know best").locator("textarea").input_value()
        _save(other, THEIRS if before != THEIRS else f"{THEIRS} هكذا نفعل.")
    _save(scene, MINE)
    return [scene.row("People know best")]


def _save(scene: Scene, words: str) -> None:
    scene.row("People know best").locator("textarea").fill(words)
    scene.page.locator(".translate-actions button[value=save]").click()
    scene.page.wait_for_load_state("networkidle")


# In this order, since the last one changes what the others would show.
PICTURES = (
    editor,
    glossary,
    together,
    report,
    unpublish,
    links,
    menus,
    passages,
    marks,
    check,
    differences,
    memory,
    file,
    conflict,
)


def take_all(
    browser: Browser, address: str, pages: dict[str, Any], names: Sequence[str] = ()
) -> Iterator[tuple[str, bytes]]:
    """Yield each picture in each language: the name of its file, and its bytes.

    Args:
        browser: a running Chromium.
        address: of the demo, without a slash at the end.
        pages: see `Scene`.
        names: of the pictures that are wanted; none means all.

    Raises:
        LookupError: a screen is not there, or shows something else.
    """
    for picture in PICTURES:
        if names and picture.__name__ not in names:
            continue
        for language, name in LANGUAGES.items():
            (someone_else,) = set(LANGUAGES.values()) - {name}
            with _signed_in(browser, address, pages, name, someone_else) as scene:
                shown = picture(scene)
                yield f"{picture.__name__}-{language}.webp", _cut_out(scene.page, shown)


@contextmanager
def _signed_in(
    browser: Browser, address: str, pages: dict[str, Any], name: str, someone_else: str = ""
) -> Iterator[Scene]:
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", reduced_motion="reduce"
    )
    try:
        page = context.new_page()
        page.goto(f"{address}/admin/login/")
        page.locator("#id_username").fill(name)
        page.locator("#id_password").fill(f"sanad demo {name}")  # the README prints it
        page.locator("button[type=submit]").click()
        page.wait_for_load_state("networkidle")
        yield Scene(page, address, pages, lambda: _signed_in(browser, address, pages, someone_else))
    finally:
        context.close()


def _cut_out(page: Page, shown: list[Locator]) -> bytes:
    boxes = []
    for locator in shown:
        locator.wait_for()
        box = locator.bounding_box()
        if box is None:
            raise LookupError(f"{locator} is not to be seen.")
        boxes.append(box)
    # What sticks to the edges of the window would lie over what is shown.
    page.add_style_tag(content=".translate-actions { visibility: hidden }")
    page.mouse.move(0, 0)
    frame = page.locator("main").bounding_box()  # without the menu beside it
    if frame is None:
        raise LookupError("The page has no main part.")
    left = max(min(box["x"] for box in boxes) - EDGE, frame["x"])
    right = min(max(box["x"] + box["width"] for box in boxes) + EDGE, frame["x"] + frame["width"])
    top = max(min(box["y"] for box in boxes) - EDGE, 0)
    bottom = min(max(box["y"] + box["height"] for box in boxes) + EDGE, HEIGHT)
    clip = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    return _compressed(page.screenshot(clip=clip, animations="disabled"))


def _compressed(picture: bytes) -> bytes:
    """Return the picture as a WebP with as many colours as fit: letters stay sharp."""
    with Image.open(io.BytesIO(picture)) as opened:
        pixels = opened.convert("RGB")
    for colours in (128, 64, 32):
        output = io.BytesIO()
        palette = pixels.quantize(colours, dither=Image.Dither.NONE).convert("RGB")
        palette.save(output, "WEBP", lossless=True, quality=100, method=6)
        if output.tell() <= MOST_BYTES:
            break
    return output.getvalue()
