"""What may stand as the translation of a passage, whichever way it comes in."""

import pytest

from bilingual.segment_rules import DEEPEST, LONGEST, Limits, limits, normalised, problems
from home.models import StandardPage
from resources.models import MythPage

LINKED = 'Read <a id="a1">the guide</a>.'


@pytest.mark.parametrize(
    ("source", "text", "said"),
    [
        ("x", "<script>alert(1)</script>", "<script>"),
        ("x", "<style>p{}</style>س", "<style>"),
        ("x", "<img src=x onerror=alert(1)>", "<img>"),
        ("x", '<b onclick="alert(1)">س</b>', "onclick"),
        ("x", '<b style="color:red">س</b>', "style"),
        ("x", '<a href="javascript:alert(1)">س</a>', "href"),
        (LINKED, '<a id="a1" href="javascript:alert(1)">س</a>', "href"),
        ("x", "<svg/onload=alert(1)>", "<svg>"),
        ("x", "<p>س</p>", "<p>"),
        ("x", "<b>س", "<b>"),
        ("x", "س</b>", "</b>"),
        ("x", "<b><i>س</b></i>", "</b>"),
        ("x", "س <b", ">"),
        ("x", "س <!-- ص -->", "<!…>"),
        ("x", "س <?php ص ?>", "<?…>"),
        ("x", "<a>س</a>", "<a id="),
        (LINKED, "اقرؤوا الدليل", "the guide"),
        (LINKED, '<a id="a1">الدليل</a> <a id="a2">و</a>', "a2"),
        (LINKED, '<a id="a1"><a id="a1">الدليل</a></a>', "<a id="),
        (LINKED, 'اقرؤوا الدليل<a id="a1"></a>', "a1"),
        ("x", "", "no words"),
        ("x", "<b> \u200f</b>", "no words"),
        ("x", "س\0", "invisible"),
        ("x", "س&#1;ص", "invisible"),
        ("x", "س\ud800", "invisible"),
        ("x", "س" * (LONGEST + 1), "too long"),
        ("x", "<b>" * (DEEPEST + 1) + "س" + "</b>" * (DEEPEST + 1), "within each other"),
        ("https://sanad.example/", "javascript:alert(1)", "https://"),
        ("/en/support/", "//elsewhere.example", "https://"),
    ],
)
def test_is_refused_with_a_reason_that_names_it(source: str, text: str, said: str) -> None:
    assert said in " ".join(problems(source_text=source, text=text))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("x", "كلمات"),
        ("x", "س <b>ص</b><br>ع"),
        ("x", "3 < 4 & <5"),
        ("x", "‏نص مع علامات‎ \u2067و\u2069"),
        ("x", "سطر\nآخر\r\nوآخر"),
        (LINKED, '<b>اقرؤوا</b> <a id="a1">الدليل</a>، ثم <a id="a1">ثانية</a>'),
        ("https://sanad.example/", "https://sanad.example/ar/"),
    ],
)
def test_may_stand(source: str, text: str) -> None:
    assert problems(source_text=source, text=text) == []
    assert normalised(normalised(text)) == normalised(text)


def test_deep_nesting_that_is_long_is_refused_without_falling_over() -> None:
    assert problems(source_text="x", text="<b>" * 15_000)


@pytest.mark.parametrize("slug", ["،،", "---", "!؟", "…"])
def test_a_slug_of_punctuation_is_refused(slug: str) -> None:
    assert problems(source_text="about", text=slug, is_slug=True)


def test_a_slug_that_a_neighbour_has_is_refused_however_it_is_written() -> None:
    taken = {"من-نحن"}
    assert problems(source_text="about", text="من نحن", is_slug=True, taken_slugs=taken)
    assert not problems(source_text="about", text="عن سند", is_slug=True, taken_slugs=taken)


def test_what_the_field_asks_is_known_from_its_place() -> None:
    assert limits(StandardPage, "title") == Limits(255, is_plain=True, is_one_line=True)
    assert limits(StandardPage, "slug").is_slug
    assert limits(StandardPage, "discreet_title").max_length == 80
    assert limits(StandardPage, "body.heading.text").max_length == 160
    assert limits(StandardPage, "body.links.links.item.label").max_length == 120
    assert limits(StandardPage, "body.callout.text") == Limits()
    assert limits(MythPage, "sources.title").is_plain
    assert limits(StandardPage, "gone.with.the_wind") == Limits()


def test_limits_are_held() -> None:
    title = limits(StandardPage, "discreet_title")
    assert problems(source_text="x", text="س" * 81, **vars(title))
    assert not problems(source_text="x", text="س" * 79 + "&amp;", **vars(title))
    assert problems(source_text="x", text="<b>س</b>", **vars(title))
    assert problems(source_text="x", text="س<br>ص", **vars(title))
