"""A term is explained where it first stands: in either language, once, and never inside a link."""

import re

import pytest
from bs4 import BeautifulSoup
from django.utils.safestring import SafeString

from resources.glossary_marking import Forms, mark_first_uses

ENGLISH = [("trans people", 1), ("trans", 1), ("trans woman", 2), ("queer", 3), ("gay", 4)]
ARABIC = [("المثلية", 1), ("مثلي", 2), ("العابرون والعابرات", 3), ("عابرة", 3), ("كوير", 4)]


def marked(html: str, forms: list[tuple[str, int]] = ENGLISH, language: str = "en") -> list[tuple]:
    """Return the words that became links with their terms, and hold that nothing else changed."""
    seen: set[int] = set()

    def open_link(key: int) -> str | None:
        if key in seen:
            return None
        seen.add(key)
        return SafeString(f'data-key="{key}"')

    result = mark_first_uses(html, Forms(forms, language=language), open_link)
    assert re.sub(r'(?s)<a data-key="\d+">(.*?)</a>', r"\1", result) == html
    soup = BeautifulSoup(result, "html.parser")
    links = soup.select("a[data-key]")
    assert [link for link in links if link.find_parent("a") or link.find("a")] == []
    return [(link.get_text(), int(link["data-key"])) for link in links]


def in_arabic(html: str) -> list[tuple]:
    return marked(html, ARABIC, "ar")


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Queer people and queer people.</p>", [("Queer", 3)]),
        ("<p>A trans woman, trans people.</p>", [("trans woman", 2), ("trans people", 1)]),
        # The longest first: `trans` inside it is no use of its own.
        (
            "<p>Trans woman and trans woman</p>",
            [("Trans woman", 2)],
        ),
        ("<p>The gays? Gay’s. gayness</p>", [("gays", 4)]),
        ("<p>transport, translation, queerly</p>", []),
        ("<p>un<b>queer</b> <b>queer</b>ly</p>", []),
        ("<p><b>queer</b> and <i>gay</i></p>", [("queer", 3), ("gay", 4)]),
        (
            "<p>trans <b>woman</b> trans&nbsp;woman</p>",
            [("trans&nbsp;woman".replace("&nbsp;", "\xa0"), 2)],
        ),
        ('<p><a href="/gay">gay</a> a <em>gay</em></p>', [("gay", 4)]),
        ("<h2>gay</h2><blockquote><p>gay</p></blockquote><code>gay</code>", []),
        ("<h2>gay</h2><p>gay</p>", [("gay", 4)]),
        ("<q>gay</q><figcaption>gay</figcaption><sup>gay</sup>gay", [("gay", 4)]),
        ("<p title=\"gay > trans\" data-x='queer'>none</p><!-- gay -->", []),
        ("<p>&gay; &#103;ay &lt;gay&gt;</p>", [("gay", 4)]),
        ("<p>https://x.net/gay-trans</p>", [("gay", 4), ("trans", 1)]),
        ("<p>queer [1] and gay[2]</p>", [("queer", 3), ("gay", 4)]),
        ("gay<", [("gay", 4)]),
        (
            "<p>gay<br>queer</p><ul><li>trans<li>people</ul>",
            [("gay", 4), ("queer", 3), ("trans", 1)],
        ),
        ("", []),
        ("<p>trans\npeople</p>", [("trans\npeople", 1)]),
    ],
)
def test_english(html: str, found: list) -> None:
    assert marked(html) == found


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>المثلية ليست مرضًا، والمثلية قديمة.</p>", [("المثلية", 1)]),
        ("<p>وبالمثليّةِ ولمثليته</p>", [("وبالمثليّةِ", 1)]),
        # What the search's stems would take for the same word.
        ("<p>مثل هذا المثال، وأمثلة التمثيل</p>", []),
        ("<p>المثليون هنا</p>", [("المثليون", 2)]),
        ("<p>نحن والعابرون والعابرات</p>", [("والعابرون والعابرات", 3)]),
        ("<p>امرأةٌ عَابِرَة وعابرة</p>", [("عَابِرَة", 3)]),
        ("<p>كويـــر</p>", [("كويـــر", 4)]),
        ("<p>الكوير، كوير.</p>", [("الكوير", 4)]),
        ("<p>ال<b>كوير</b></p>", []),
        ("<h3>كوير</h3><p>كويري</p>", [("كويري", 4)]),
    ],
)
def test_arabic(html: str, found: list) -> None:
    assert in_arabic(html) == found


def test_attributes_are_escaped_and_words_are_not_escaped_twice() -> None:
    forms = Forms([("R&D", 1), ("gay", 2)], language="en")
    result = mark_first_uses("<p>R&amp;D &amp; gay &lt;b&gt;</p>", forms, lambda key: '"><script>')
    # What comes as a plain string is no HTML yet.
    assert "<script>" not in result
    assert result.endswith("gay</a> &lt;b&gt;</p>")


def test_long_and_hostile_markup_comes_back_as_it_was() -> None:
    forms = Forms([(f"word{number}", number) for number in range(300)], language="en")
    for html in ('<p title="' * 3000, "<" * 20_000, "&" * 20_000, "<!--" * 2000, "word7 " * 5000):
        assert mark_first_uses(html, forms, lambda key: None) == html
