"""axe finds nothing serious on any kind of page, in either language, in light or dark."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.factories.pages import make_both, page_models
from tests.factories.support import open_form, submit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# axe takes joined Arabic letters for an icon font and leaves them out of its contrast rule without
# a word (TRAPS A9). It draws a text and its first letter, and compares pixels and widths: with
# equal widths, and no empty picture, every text counts as text.
SEE_ARABIC = """() => {
  CanvasRenderingContext2D.prototype.measureText = text => ({ width: text.length * 10 });
  CanvasRenderingContext2D.prototype.getImageData = (x, y, width, height) => ({
    data: new Uint8ClampedArray(Math.ceil(width) * Math.ceil(height) * 4).fill(255),
  });
}"""
SERIOUS = {"serious", "critical"}
SCHEMES = ("light", "dark")


def serious_findings(page: Page) -> list[str]:
    """Return what axe holds for serious or critical on the page as it stands, light and dark."""
    page.evaluate(SEE_ARABIC)
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # no colour on its way
        found += [
            f"{page.url} {scheme} {violation['id']}: {node['html'][:120]}"
            for violation in Axe().run(page).response["violations"]
            if violation["impact"] in SERIOUS
            for node in violation["nodes"]
        ]
    return found


@pytest.fixture
def page_addresses() -> Callable[[str], list[str]]:
    """Return a function that gives one address of each page type in a language."""
    pages = [make_both(model) for model in page_models()]

    def in_language(language: str) -> list[str]:
        return [both[language].url for both in pages]

    return in_language


@pytest.mark.parametrize("language", ["ar", "en"])
def test_nothing_serious(open_browser, page_addresses, language):
    opened = open_form()
    sent = submit(opened, language=language)
    page = open_browser(viewport={"width": 390, "height": 800})
    found = []
    addresses = ["/", *page_addresses(language), f"/{language}/nothing-here/", "/nothing-here"]
    for address in addresses:
        page.goto(address)
        found += serious_findings(page)

    # The form as it is, with errors, with its summary, and with the code.
    page.goto(f"/{language}/support/")
    found += serious_findings(page)
    page.click("main form button[value=review]")
    found += serious_findings(page)
    page.check(f"input[name=topic][value='{opened.topics[0].code}']")
    page.check("input[name=urgency][value=days]")
    page.fill("textarea[name=body]", "قطة" if language == "ar" else "A cat")
    page.click("main form button[value=review]")
    found += serious_findings(page)
    page.click("button[value=send]")
    page.wait_for_selector(".return-code__digits")
    found += serious_findings(page)

    # Coming back: a wrong code, then a right one, then the question before deleting.
    page.goto(f"/{language}/return/")
    page.fill("input[name=code]", "1")
    page.click("main button[type=submit]")
    found += serious_findings(page)
    page.fill("input[name=code]", sent.code)
    page.click("main button[type=submit]")
    page.wait_for_url("**/conversation/")
    found += serious_findings(page)
    page.locator("a[href*=delete]").first.click()
    found += serious_findings(page)
    assert found == []


def test_a9_axe_sees_arabic_contrast(open_browser):
    page = open_browser()
    page.goto("/")
    assert serious_findings(page) == []
    # The Arabic words of the first door, made too pale, and then too dark for the dark page.
    for colour, scheme in (("#bbb", "light"), ("#333", "dark")):
        paint = f"document.querySelector('main section p').style.color = '{colour}'"
        page.evaluate(f"() => {{ {paint}; }}")
        (finding,) = serious_findings(page)
        assert f"{scheme} color-contrast" in finding
