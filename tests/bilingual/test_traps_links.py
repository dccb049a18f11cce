"""B8: no page shows another page's words, whoever asks for it and how."""

import pytest
from django.core.management import call_command
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import LocaleSynchronization, Translation

from bilingual.rules import AliasRefused
from home.models import StandardPage
from tests.factories.pages import make_both, make_page, make_site, page_models, translate
from tests.factories.people import make_editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(settings) -> Client:
    settings.WAGTAIL_2FA_REQUIRED = False
    client = Client()
    client.force_login(make_editor())
    return client


@pytest.fixture(autouse=True)
def _no_alias():
    yield
    assert not Page.objects.exclude(alias_of=None).exists()


@pytest.mark.parametrize("model", page_models(), ids=lambda model: model.__name__)
def test_b8_code_makes_no_alias(model) -> None:
    page = make_page(model)
    number = Page.objects.count()
    for alias in (page.create_alias, Page.objects.get(pk=page.pk).create_alias):
        with pytest.raises(AliasRefused) as refusal:
            alias(update_slug="another")
        assert refusal.value.page == Page.objects.get(pk=page.pk)
    page.alias_of = make_site().en
    for fields in (None, ["alias_of"]):
        with pytest.raises(AliasRefused):
            page.save(update_fields=fields)
    assert Page.objects.count() == number


def test_b8_no_alias_of_a_whole_section() -> None:
    page = make_page(StandardPage)
    make_page(StandardPage, parent=page)
    number = Page.objects.count()
    with pytest.raises(AliasRefused):
        page.create_alias(recursive=True, update_slug="another")
    assert Page.objects.count() == number


def test_b8_a_bare_page_is_not_copied_as_an_alias_into_another_language() -> None:
    page = make_page(StandardPage)
    arabic = make_site().ar.locale
    with pytest.raises(AliasRefused):
        Page.objects.get(pk=page.pk).copy_for_translation(arabic, alias=True)
    assert not page.has_translation(arabic)


def test_b8_a_page_is_submitted_instead() -> None:
    page = make_page(StandardPage)
    arabic = make_site().ar.locale
    draft = page.copy_for_translation(arabic, alias=True)
    assert (draft.live, draft.alias_of_id, draft.locale) == (False, None, arabic)
    assert Translation.objects.filter(source__object_id=page.translation_key).count() == 1


class TestAdmin:
    """No form offers an alias, and none is made for somebody who asks all the same."""

    def copy_form(self, page: Page, **fields) -> dict:
        return {
            "new_title": "A copy",
            "new_slug": "a-copy",
            "new_parent_page": page.get_parent().pk,
            **fields,
        }

    def test_b8_copying_offers_no_alias(self, editor) -> None:
        page = make_page(StandardPage)
        address = reverse("wagtailadmin_pages:copy", args=[page.pk])
        assert b'name="alias"' not in editor.get(address).content
        assert b'name="new_slug"' in editor.get(address).content
        number = Page.objects.count()
        refused = editor.post(address, self.copy_form(page, alias="on"))
        assert b"has no aliases" in refused.content
        assert Page.objects.count() == number
        assert editor.post(address, self.copy_form(page)).status_code == 302
        assert Page.objects.count() == number + 1

    def test_b8_a_translation_cannot_be_turned_into_an_alias(self, editor) -> None:
        page = make_both(StandardPage)
        address = reverse("wagtail_localize:convert_to_alias", args=[page["ar"].pk])
        assert editor.get(address).status_code == 404
        assert editor.post(address).status_code == 404
        Translation.objects.update(enabled=False)
        edit = reverse("wagtailadmin_pages:edit", args=[page["ar"].pk])
        shown = editor.get(edit)
        assert shown.status_code == 200
        assert b"localize-convert-to-alias" not in shown.content
        followed = editor.post(edit, {"localize-convert-to-alias": "1"}, follow=True)
        assert followed.status_code == 404
        assert StandardPage.objects.get(pk=page["ar"].pk).title == page["ar"].title

    @pytest.mark.parametrize(
        ("action", "data"),
        [
            ("create_alias", {"destination_page_id": None, "update_slug": "another"}),
            ("copy_for_translation", {"locale": "ar", "alias": "true"}),
        ],
    )
    def test_b8_the_admin_s_own_interface_makes_none(self, editor, action: str, data: dict) -> None:
        page = make_page(StandardPage)
        data = {key: value or page.get_parent().pk for key, value in data.items()}
        editor.raise_request_exception = False
        response = editor.post(f"/admin/api/main/pages/{page.pk}/action/{action}/", data)
        live = Page.objects.live().filter(translation_key=page.translation_key)
        assert list(live) == [page.page_ptr]
        assert Page.objects.child_of(make_site().en).filter(slug="another").count() == 0
        assert response.status_code < 500


class TestSynchronisedTrees:
    """wagtail-localize can keep one language's tree like another's: with drafts here."""

    def check(self, page: Page) -> None:
        arabic = Locale.objects.get(language_code="ar")
        version = page.get_translation(arabic)
        assert (version.live, version.alias_of_id) == (False, None)
        assert Translation.objects.filter(
            source__object_id=page.translation_key, target_locale=arabic
        ).exists()
        assert Client().get(version.url, secure=True).status_code == 404

    @pytest.fixture
    def section(self) -> list[Page]:
        parent = make_page(StandardPage)
        return [parent, make_page(StandardPage, parent=parent)]

    def test_b8_when_it_is_set_up(self, section) -> None:
        tree = make_site()
        synchronisation = LocaleSynchronization.objects.create(
            locale=tree.ar.locale, sync_from=tree.en.locale
        )
        synchronisation.sync_trees()
        for page in section:
            self.check(page)

    def test_b8_by_the_locale_s_settings(self, section, admin_client, settings) -> None:
        settings.WAGTAIL_2FA_REQUIRED = False
        tree = make_site()
        address = reverse("wagtaillocales:edit", args=[tree.ar.locale.pk])
        form = {
            "language_code": "ar",
            "component-wagtail_localize_localesynchronization-enabled": "on",
            "component-wagtail_localize_localesynchronization-sync_from": tree.en.locale.pk,
        }
        with TestCase.captureOnCommitCallbacks(execute=True):
            admin_client.post(address, form)
        assert LocaleSynchronization.objects.exists()
        for page in section:
            self.check(page)

    def test_b8_by_the_command(self, section) -> None:
        tree = make_site()
        LocaleSynchronization.objects.bulk_create(
            [LocaleSynchronization(locale=tree.ar.locale, sync_from=tree.en.locale)]
        )
        call_command("sync_locale_trees", verbosity=0)
        for page in section:
            self.check(page)

    def test_b8_when_a_page_is_added(self, editor) -> None:
        tree = make_site()
        LocaleSynchronization.objects.bulk_create(
            [LocaleSynchronization(locale=tree.ar.locale, sync_from=tree.en.locale)]
        )
        address = reverse("wagtailadmin_pages:add", args=["home", "standardpage", tree.en.pk])
        form = {
            "title": "New",
            "slug": "new",
            "introduction": "",
            "seo_title": "",
            "search_description": "",
            "discreet_title": "",
            "social_image": "",
            "body-count": "0",
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
        }
        response = editor.post(address, form)
        assert response.status_code == 302, response.context["form"].errors
        self.check(StandardPage.objects.get(slug="new", locale=tree.en.locale))


def test_b8_a_page_that_was_an_alias_can_become_a_page() -> None:
    page = make_both(StandardPage)
    Page.objects.filter(pk=page["ar"].pk).update(alias_of=page["en"].pk)
    alias = Page.objects.get(pk=page["ar"].pk)
    alias.alias_of_id = None
    alias.save(update_fields=["alias_of_id"], clean=False)
    assert translate(page["en"]).alias_of_id is None
