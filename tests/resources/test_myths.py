"""Facts against myths: the order that sticks is whole, and no title repeats the myth."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import override

from resources.models import MythPage
from resources.models.myths import EXPLAINED, Fallacy
from resources.rules.titles import repeats_the_myth
from tests.contracts.html import Answer
from tests.factories.pages import make_both, make_page

MYTH = "Being gay is an illness."
EMPTY = ["", "<p></p>", "<p>&nbsp;</p>", "<p>\u200f \u2800</p>", "<ul><li></li></ul>"]


@pytest.mark.parametrize(
    "title",
    [
        MYTH,
        "being GAY is an illness",
        "“Being gay is an illness”?",
        "Myth: being gay is an illness",
        "It is false that being gay is an illness",
        "Is it true that being gay is an illness?",
        "Gay is an illness",
    ],
)
def test_a_title_that_is_the_myth_is_known(title: str) -> None:
    assert repeats_the_myth(title, MYTH)


@pytest.mark.parametrize(
    ("title", "myth"),
    [
        ("Being gay is not an illness", MYTH),
        ("Being gay isn't an illness", MYTH),
        ("Therapy can't change whom one loves", "Therapy can change whom one loves"),
        ("Gay people", MYTH),
        ("المثلية ليست مرضًا", "المثلية مرض"),
        ("", ""),
    ],
)
def test_a_title_that_denies_it_passes(title: str, myth: str) -> None:
    assert not repeats_the_myth(title, myth)


@pytest.mark.parametrize("title", ["المثليّة مَرَضٌ نفسيّ", "المثليــة مرض نفسي", "«المثلية مرض نفسي»!"])
def test_arabic_is_known_however_it_is_written(title: str) -> None:
    assert repeats_the_myth(title, "المثلية مرض نفسي.")


@pytest.mark.django_db
class TestWhole:
    def test_such_a_title_is_refused(self) -> None:
        page = make_page(MythPage, myth=MYTH, title="Nobody is ill for loving")
        page.title = "Being gay is an illness"
        with pytest.raises(ValidationError) as refused:
            page.full_clean()
        assert set(refused.value.message_dict) == {"title"}

    def test_each_part_has_to_say_something(self) -> None:
        page = make_page(MythPage)
        rich = ("fact", "why_misleading", "fact_again")
        for name, words in [
            *((name, words) for name in rich for words in EMPTY),
            *((name, " \u200f") for name in ("summary_text", "myth")),
        ]:
            before = getattr(page, name)
            setattr(page, name, words)
            with pytest.raises(ValidationError) as refused:
                page.full_clean()
            assert set(refused.value.message_dict) == {name}, words
            setattr(page, name, before)
        page.full_clean()

    def test_half_a_claim_and_too_long_a_name_are_refused(self) -> None:
        page = make_page(MythPage)
        page.reviewed_by = "x" * 121
        page.claim_by = "A newspaper"
        with pytest.raises(ValidationError) as refused:
            page.full_clean()
        assert set(refused.value.message_dict) == {"reviewed_by", "claim_url", "claim_rating"}


@pytest.mark.django_db
def test_how_it_misleads_is_named_and_explained() -> None:
    assert set(EXPLAINED) == set(Fallacy)
    assert all(str(text).count(".") >= 1 for text in EXPLAINED.values())
    for code, page in make_both(MythPage, fallacy=Fallacy.NATURE).items():
        section = Answer.to(Client(), page.url).one("section[aria-labelledby=why]")
        with override(code):
            assert str(Fallacy.NATURE.label) in section.get_text()
            assert str(EXPLAINED[Fallacy.NATURE]) in section.get_text()


@pytest.mark.django_db
def test_a_public_claim_is_shown_with_its_myth() -> None:
    claim = {
        "claim_url": "https://news.example/1",
        "claim_by": "A newspaper",
        "claim_rating": "misleading",
    }
    page = make_page(MythPage, **claim)
    section = Answer.to(Client(), page.url).one("section.part--myth .claim")
    assert section.select_one("a")["href"] == claim["claim_url"]
    assert "noreferrer" in section.select_one("a")["rel"]
    assert "Misleading" in section.get_text()
    assert Answer.to(Client(), make_page(MythPage).url).soup.select(".claim") == []
