"""A translation that is kept by hand is older than its original until somebody says otherwise."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation

from bilingual.models import LanguageState
from bilingual.rules import Incomplete
from home.models import StandardPage
from tests.bilingual.test_publishing import edit
from tests.factories.pages import make_both
from tests.factories.people import make_editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(settings) -> Client:
    settings.WAGTAIL_2FA_REQUIRED = False
    client = Client()
    client.force_login(make_editor())
    return client


@pytest.fixture
def both() -> dict[str, Page]:
    pages = make_both(StandardPage, introduction="Old words")
    Translation.objects.update(enabled=False)
    return pages


def is_older(both: dict[str, Page]) -> bool:
    states = {code: LanguageState.objects.get(page=page.pk) for code, page in both.items()}
    return states["ar"].made_from != states["en"].fingerprint


def test_it_is_older_after_an_edit_and_stays_so_after_one_of_its_own(both) -> None:
    assert not is_older(both)
    edit(both["en"], introduction="New words")
    edit(both["ar"], introduction="كلمات")
    assert is_older(both)


def test_an_editor_may_say_that_both_say_the_same(both, desk) -> None:
    edit(both["en"], introduction="New words")
    page = reverse("bilingual:differences", args=[both["en"].pk])
    url = reverse("bilingual:says_the_same", args=[both["ar"].pk])
    assert url in desk.get(page, secure=True).content.decode()
    desk.post(url, secure=True)
    assert not is_older(both)
    assert url not in desk.get(page, secure=True).content.decode()


def test_of_a_synchronised_translation_nobody_can_say_it(both, desk) -> None:
    Translation.objects.update(enabled=True)
    edit(both["en"], introduction="New words")
    desk.post(reverse("bilingual:says_the_same", args=[both["ar"].pk]), secure=True)
    assert is_older(both)


def test_by_hand_too_no_words_of_the_other_language_go_live(both) -> None:
    with pytest.raises(Incomplete):
        edit(both["ar"], introduction="Old words")
    assert StandardPage.objects.get(pk=both["ar"].pk).introduction == both["ar"].introduction


def test_the_explorer_asks_the_database_the_same_for_one_row_and_for_three(
    desk,
) -> None:
    counts = []
    home = make_both(StandardPage)["en"].get_parent()
    url = reverse("wagtailadmin_explore", args=[home.pk])
    desk.get(url, secure=True)
    for _ in range(2):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            desk.get(url, secure=True)
        counts.append(len(queries))
        for _ in range(2):
            make_both(StandardPage)
    assert counts[0] == counts[1]
