"""What the report's queryset says of a page and its translation, and what it costs."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail_localize.models import (
    StringTranslation,
    TranslationSource,
)

from bilingual.models import LanguageState
from bilingual.selectors import changes, completeness, freshness
from bilingual.selectors.freshness import State
from home.models import StandardPage
from tests.bilingual.growing import grow
from tests.factories.pages import make_both, make_page, make_site, translate

pytestmark = pytest.mark.django_db

WORDS = [("paragraph", "<p>Bring water, hats and friends.</p>")]


def row_of(page: Page) -> Page:
    """Return the report's row of a page, whichever side of it is given."""
    rows = [row for row in freshness.pairs() if row.translation_key == page.translation_key]
    assert len(rows) == 1  # one row for each pair, never two
    return rows[0]


def words(page: Page):
    return StringTranslation.objects.filter(context__object_id=page.translation_key)


def change_original(page: Page, body: str) -> None:
    """Publish other words in the original."""
    page = page.specific
    page.body = [("paragraph", body)]
    page.save_revision().publish()


# States


def test_page_without_counterpart_is_missing_in_the_other_language() -> None:
    english = make_page(StandardPage)
    row = row_of(english)
    assert (row.pk, row.state, row.other_pk, row.total) == (english.pk, State.MISSING, None, 0)


def test_arabic_page_without_counterpart_is_its_own_original() -> None:
    arabic = make_page(StandardPage, parent=make_site().ar)
    row = row_of(arabic)
    assert (row.pk, row.state) == (arabic.pk, State.MISSING)
    assert freshness.other_language(row.locale.language_code) == "en"


def test_draft_is_in_translation_with_its_numbers() -> None:
    english = make_page(StandardPage, body=WORDS)
    arabic = translate(english, publish=False)
    row = row_of(arabic)
    assert (row.pk, row.state, row.other_pk) == (english.pk, State.IN_TRANSLATION, arabic.pk)
    assert row.total == row.done > 1
    words(english).first().delete()
    assert row_of(english).left == 1


@pytest.mark.parametrize(
    "spoil", [{"has_error": True}, {"translation_type": StringTranslation.TRANSLATION_TYPE_MACHINE}]
)
def test_broken_or_unread_words_do_not_count(spoil) -> None:
    english = make_page(StandardPage, body=WORDS)
    arabic = translate(english, publish=False)
    words(english).exclude(context__path="slug").update(**spoil)
    row = row_of(english)
    assert (row.done, row.left) == (0, row.total)
    assert row.total > 0
    translation = completeness.translation_of(arabic)
    assert completeness.progress(translation) == (row.done, row.total)


def test_numbers_are_those_that_publishing_goes_by() -> None:
    english = make_page(StandardPage, body=WORDS)
    arabic = translate(english, publish=False)
    for missing in (0, 1, 2):
        if missing:
            words(english).exclude(context__path="slug").first().delete()
        row = row_of(english)
        translation = completeness.translation_of(arabic)
        assert completeness.progress(translation) == (row.done, row.total)
        assert row.left == len(completeness.missing_segments(translation)) == missing


def test_complete_translation_is_current_until_the_original_changes() -> None:
    pages = make_both(StandardPage, body=WORDS)
    assert row_of(pages["en"]).state == State.CURRENT
    change_original(pages["en"], "<p>Bring water and friends.</p>")
    row = row_of(pages["ar"])
    assert (row.pk, row.state, row.other_live) == (pages["en"].pk, State.STALE, True)
    # Translated and published anew, it is current again.
    translate(pages["en"].specific)
    assert row_of(pages["en"]).state == State.CURRENT


def test_draft_of_the_original_makes_nothing_stale() -> None:
    pages = make_both(StandardPage, body=WORDS)
    draft = StandardPage.objects.get(pk=pages["en"].pk)
    draft.title = "A thought"
    draft.save_revision()
    assert row_of(pages["en"]).state == State.CURRENT


def test_words_that_a_draft_lacks_make_nothing_stale_that_readers_see() -> None:
    pages = make_both(StandardPage, body=WORDS)
    words(pages["en"]).exclude(context__path="slug").first().delete()
    row = row_of(pages["en"])
    assert (row.state, row.left) == (State.CURRENT, 1)


def test_live_translation_of_unknown_origin_is_stale_where_it_lacks_words() -> None:
    pages = make_both(StandardPage, body=WORDS)
    LanguageState.objects.all().delete()
    assert row_of(pages["en"]).state == State.CURRENT
    words(pages["en"]).exclude(context__path="slug").first().delete()
    assert row_of(pages["en"]).state == State.STALE


def test_language_of_the_source_decides_which_page_is_the_original() -> None:
    arabic = make_page(StandardPage, parent=make_site().ar, title="من الأصل")
    english = arabic.copy_for_translation(Locale.objects.get(language_code="en"))
    assert row_of(arabic).pk == english.pk  # nothing else is known, so English is
    TranslationSource.update_or_create_from_instance(arabic)
    assert row_of(arabic).pk == arabic.pk
    TranslationSource.update_or_create_from_instance(english)
    assert row_of(arabic).pk == english.pk  # both are one: one row all the same


def test_every_page_has_one_row_and_counts_agree() -> None:
    make_both(StandardPage)
    make_page(StandardPage)
    rows = freshness.pairs()
    keys = Page.objects.filter(depth__gt=1).values_list("translation_key", flat=True)
    assert sorted(rows.values_list("translation_key", flat=True)) == sorted(set(keys))
    assert sum(freshness.counts(rows).values()) == rows.count()
    assert freshness.counts(rows)[State.MISSING] == 1


# What changed


def test_changes_name_the_place_and_the_words() -> None:
    pages = make_both(StandardPage, body=WORDS)
    block = pages["en"].body.get_prep_value()
    page = StandardPage.objects.get(pk=pages["en"].pk)
    block[0]["value"] = "<p>Bring water, hats &amp; everybody.</p>"
    page.body = page.body.stream_block.to_python(block)
    page.save_revision().publish()
    (change,) = changes.changed_passages(original=page, translation=pages["ar"])
    assert "Body" in change.where
    assert ("removed", "and friends") in change.pieces
    assert ("added", "& everybody") in change.pieces


def test_unknown_origin_is_said_and_not_taken_for_no_change() -> None:
    pages = make_both(StandardPage, body=WORDS)
    LanguageState.objects.filter(page=pages["ar"]).update(made_from="", made_from_text=[])
    change_original(pages["en"], "<p>Other words.</p>")
    assert changes.changed_passages(original=pages["en"], translation=pages["ar"]) is None


# Who sees what


def test_only_what_a_person_may_explore_is_listed(django_user_model) -> None:
    seen = make_both(StandardPage)
    hidden = make_both(StandardPage)
    unseen_draft = make_page(StandardPage, live=False)
    user = django_user_model.objects.create_user(username="translator", password="x")
    group = Group.objects.create(name="One page")
    GroupPagePermission.objects.create(
        group=group,
        page=seen["ar"],
        permission=Permission.objects.get(
            content_type__app_label="wagtailcore", codename="change_page"
        ),
    )
    user.groups.add(group)
    listed = set(freshness.visible_to(freshness.pairs(), user).values_list("pk", flat=True))
    way_there = make_site().en.pk
    assert listed == {seen["en"].pk, way_there}
    assert not listed & {hidden["en"].pk, hidden["ar"].pk, unseen_draft.pk}
    nobody = django_user_model.objects.create_user(username="nobody", password="x")
    assert not freshness.visible_to(freshness.pairs(), nobody).exists()


# Cost


@pytest.mark.parametrize("number", [10, 100, 1000])
def test_a_list_of_any_length_takes_as_many_queries(number: int) -> None:
    grow(number)
    rows = freshness.pairs()
    with CaptureQueriesContext(connection) as captured:
        pks = list(rows.order_by("-state", "pk").values_list("pk", flat=True)[:50])
        shown = freshness.rows_of(pks)
        states = [
            (row.state, row.other, row.locale.language_code, row.done, row.total) for row in shown
        ]
        counts = freshness.counts(rows)
    assert len(captured) == 4
    assert len(states) == min(number + 1, 50)
    assert sum(counts.values()) == number + 1
    assert min(counts[State.MISSING], counts[State.STALE], counts[State.CURRENT]) >= number // 4
