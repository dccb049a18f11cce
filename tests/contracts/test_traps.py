"""The traps of TRAPS.md that concern the whole house, each named by its number."""

import inspect
import re
import site as standard_site
import sysconfig
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client, TestCase
from modelcluster.models import get_all_child_relations
from wagtail.models import (
    DraftStateMixin,
    Locale,
    Page,
    PageViewRestriction,
    RevisionMixin,
    TranslatableMixin,
)
from wagtail.search.index import Indexed
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import String, Translation
from wagtail_localize.operations import translate_object
from wagtail_localize.segments import OverridableSegmentValue
from wagtail_localize.segments.extract import extract_segments

from core.blocks import TEXT_FEATURES
from home.models import StandardPage
from resources.models import MythPage
from tests.contracts.html import Answer
from tests.factories.pages import (
    make_both,
    make_image,
    make_page,
    make_site,
    page_models,
    translate,
)
from vault import returns

ROOT = Path(__file__).resolve().parents[2]
OWN_APPS = ("core", "vault", "bilingual", "home", "stories", "events", "resources", "support")
# Sealed and private data live here, and what lives here is never a page.
PRIVATE_APPS = ("vault", "support")


def own_models() -> list[type]:
    return [model for model in apps.get_models() if model._meta.app_label in OWN_APPS]


@pytest.mark.django_db
@pytest.mark.parametrize("model", page_models(), ids=lambda model: model.__name__)
def test_b1_submitting_for_translation_publishes_nothing(model) -> None:
    tree = make_site()
    page = make_page(model)
    before = set(Page.objects.live().filter(locale=tree.ar.locale).values_list("pk", flat=True))
    with TestCase.captureOnCommitCallbacks(execute=True):
        translate_object(page, [tree.ar.locale])
    live = Page.objects.live().filter(locale=tree.ar.locale)
    assert set(live.values_list("pk", flat=True)) == before
    for version in Page.objects.filter(translation_key=page.translation_key, live=False):
        path = f"/ar{version.url_path.removeprefix('/home-ar')}"
        assert Client().get(path, secure=True).status_code == 404
    assert not Page.objects.exclude(alias_of=None).exists()  # B8
    # Whoever translates finds each of them where translations wait.
    waiting = Translation.objects.filter(target_locale=tree.ar.locale, enabled=True)
    drafts = Page.objects.filter(locale=tree.ar.locale).exclude(pk=tree.ar.pk)
    assert set(drafts.values_list("translation_key", flat=True)) <= set(
        waiting.values_list("source__object_id", flat=True)
    )


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["كيف-نعمل", "حقوقك-2026", "صفحة_جديدة"])
def test_b7_arabic_slug_survives_publish(client: Client, slug: str) -> None:
    english = make_page(StandardPage, title="How we work", slug="how-we-work")
    arabic = translate(english, words={"slug": slug, "title": "عنوان آخر تماما"})
    assert arabic.slug == slug
    assert client.get(f"/ar/{slug}/", secure=True).status_code == 200
    # And a second publish, by another translator.
    again = translate(english, words={"slug": slug, "title": "عنوان ثالث"})
    assert (again.slug, again.title) == (slug, "عنوان ثالث")


@pytest.mark.django_db
def test_b7_two_pages_with_one_arabic_slug_get_two_addresses() -> None:
    first = translate(make_page(StandardPage), words={"slug": "سلامتك"})
    second = translate(make_page(StandardPage), words={"slug": "سلامتك"})
    assert {first.slug, second.slug} == {"سلامتك", "سلامتك-1"}


@pytest.mark.parametrize("model", page_models(), ids=lambda model: model.__name__)
def test_b10_rich_text_offers_no_tag_that_splits_a_segment(model) -> None:
    harmless = {"bold", "italic", "link", "ol", "ul", "h2", "h3", "hr", "code"}
    assert set(TEXT_FEATURES) <= harmless
    for field in model._meta.get_fields():
        if hasattr(field, "features"):
            assert field.features == TEXT_FEATURES, field


@pytest.mark.django_db
def test_b11_image_block_translates(client: Client) -> None:
    block = {
        "image": make_image(),
        "alt_text": "Two hands",
        "decorative": False,
        "caption": "A caption",
    }
    page = make_page(StandardPage, body=[("image", block)])
    arabic = Answer.to(client, translate(page).url)
    image = arabic.one("figure img")
    assert image["alt"] == "ترجمة: Two hands"
    assert arabic.one("figcaption").get_text(strip=True) == "ترجمة: A caption"
    assert client.get(image["src"], secure=True).status_code == 200


class TestLinksFollowTheLanguage:
    """B12: a chosen page is stored in the language it was chosen in."""

    pytestmark = pytest.mark.django_db

    def body(self, target: Page) -> list:
        link = {"label": "There", "page": target, "url": ""}
        return [
            ("paragraph", f'<p><a linktype="page" id="{target.pk}">There</a></p>'),
            ("button", link),
            ("links", {"title": "More", "links": [{**link, "description": "What is there"}]}),
        ]

    def targets(self, page: Page) -> list[str]:
        main = Answer.to(Client(), page.url).one("main")
        return [link["href"] for link in main.select("a[href]")]

    def test_b12_links_follow_the_language(self) -> None:
        target = make_both(StandardPage)
        page = make_both(StandardPage, body=self.body(target["en"]))
        assert self.targets(page["en"]) == [target["en"].url] * 3
        assert self.targets(page["ar"]) == [target["ar"].url] * 3

    @pytest.mark.parametrize("arabic", ["missing", "draft", "restricted"])
    def test_b12_a_button_that_would_lead_into_another_language_is_not_shown(self, arabic) -> None:
        target = make_page(StandardPage)
        if arabic != "missing":
            version = translate(target, publish=arabic != "draft")
        if arabic == "restricted":
            # In bulk, since a restriction that is set otherwise closes both languages.
            PageViewRestriction.objects.bulk_create(
                [PageViewRestriction(page=version, restriction_type=PageViewRestriction.LOGIN)]
            )
        page = make_both(StandardPage, body=self.body(target)[1:])
        assert self.targets(page["en"]) == [target.url] * 2
        assert self.targets(page["ar"]) == []

    def test_b12_a_button_to_a_deleted_page_is_not_shown(self) -> None:
        target = make_page(StandardPage)
        page = make_page(StandardPage, body=self.body(target)[1:])
        target.delete()
        assert self.targets(page) == []


def test_b13_no_setting_that_cannot_be_translated() -> None:
    from wagtail.contrib.settings.registry import registry

    assert list(registry) == []


def test_b14_no_relation_of_a_page_is_silently_left_out_of_translation() -> None:
    for model in page_models():
        named = {field.field_name for field in getattr(model, "override_translatable_fields", ())}
        own = {field.name for field in model._meta.local_many_to_many}
        assert own <= named, model


def test_b15_nothing_points_at_a_row_that_every_synchronisation_recreates() -> None:
    children = {
        relation.related_model
        for model in page_models()
        for relation in get_all_child_relations(model)
        if relation.related_model._meta.app_label in OWN_APPS
    }
    assert children
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete:
                assert field.related_model not in children, field


def test_b16_sealed_and_private_rows_are_no_pages_snippets_or_revisions() -> None:
    models = [model for model in own_models() if model._meta.app_label in PRIVATE_APPS]
    assert len(models) > 8
    copied = (Page, TranslatableMixin, RevisionMixin, DraftStateMixin, Indexed)
    assert [model for model in models if issubclass(model, copied)] == []
    assert set(models) & set(get_snippet_models()) == set()


@pytest.mark.django_db
def test_b16_what_lands_in_translation_is_prose_alone() -> None:
    # A guard on the factory's reach: every field whose text leaves for .po files and stays there.
    paths = set()
    for model in page_models():
        for segment in extract_segments(make_page(model)):
            if not isinstance(segment, OverridableSegmentValue):  # those stay where they are
                paths.add(re.sub(r"[0-9a-f-]{36}", "*", segment.path))
    known = {
        "title", "slug", "seo_title", "search_description", "discreet_title", "hero_title",
        "hero_text", "introduction", "summary_text", "fact", "myth", "why_misleading",
        "fact_again", "sources.*.note", "corrections.*.text", "reviewed_by",
    }  # fmt: skip
    assert {path for path in paths if not path.startswith("body.*")} <= known
    assert String.objects.filter(data__contains="@").count() == 0


def test_e7_no_setting_of_a_name_that_django_does_not_know() -> None:
    assert not hasattr(settings, "REFERRER_POLICY")
    assert settings.SECURE_REFERRER_POLICY == "no-referrer"


def test_e11_the_folder_is_no_package_of_that_name() -> None:
    assert not (ROOT / "site" / "__init__.py").exists()
    # The standard library keeps its own.
    assert Path(inspect.getfile(standard_site)).parent == Path(sysconfig.get_path("stdlib"))


def scripts(folder: str = "") -> str:
    files = sorted((ROOT / "site" / "static" / folder).rglob("*.js"))
    assert files
    return "\n".join(file.read_text() for file in files)


def test_e13_escape_is_left_to_the_browser() -> None:
    assert not re.search(r"Escape|\bEsc\b|keyCode|\.which\b", scripts())


@pytest.mark.parametrize(
    "name",
    [
        "serviceWorker", "localStorage", "sessionStorage", "indexedDB", "caches.", ".cookie",
        "sendBeacon", "fetch(", "XMLHttpRequest", "WebSocket", "EventSource", "navigator.",
    ],
)  # fmt: skip
def test_e14_no_script_keeps_or_sends_anything(name: str) -> None:
    assert name not in scripts("js")
    if name not in {"fetch(", "navigator."}:
        assert name not in scripts()


def test_e14_scripts_of_the_desk_send_to_their_own_page_and_look_at_the_line_alone() -> None:
    """A draft is kept on the server, sealed; the browser is asked for nothing but its line."""
    desk = scripts("desk")
    assert set(re.findall(r"\bfetch\(([^,)]*)", desk)) == {"form.dataset.deskWriting"}
    assert set(re.findall(r"\bnavigator\.(\w+)", desk)) == {"onLine"}


def test_e17_nobody_clears_a_cache_on_the_way_out() -> None:
    """It may take seconds: only what closes or deletes a record does it, and no page that is read.

    The exit leads to another site, so it gets no answer of ours that could clear anything.
    """
    found = {
        str(file.relative_to(ROOT))
        for folder in ("site/config", "site/core", "site/vault", "support", "home", "templates")
        for file in (ROOT / folder).rglob("*.*")
        if file.suffix in {".py", ".html"} and "Clear-Site-Data" in file.read_text()
    }
    assert found == {"site/vault/returns.py"}
    assert "Clear-Site-Data" in inspect.getsource(returns.end)
    source = (ROOT / "site/vault/returns.py").read_text()
    assert source.count("Clear-Site-Data") == 1


def test_e18_the_exit_replaces_the_page() -> None:
    assert "location.replace(" in scripts()
    assert not re.search(r"location(\.href)?\s*=[^=]", scripts())


@pytest.mark.django_db
def test_e12_no_form_of_wagtail_stores_what_strangers_send() -> None:
    assert not apps.is_installed("wagtail.contrib.forms")
    assert not apps.is_installed("wagtail.contrib.search_promotions")  # it keeps what people seek


def test_nothing_asks_a_third_party() -> None:
    assert settings.WAGTAILEMBEDS_FINDERS == []
    assert settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None
    assert settings.WAGTAIL_ENABLE_UPDATE_CHECK is False


@pytest.mark.django_db
def test_every_language_has_its_locale_and_no_other() -> None:
    make_site()
    codes = set(Locale.objects.values_list("language_code", flat=True))
    assert codes == {code for code, _name in settings.LANGUAGES} == {"ar", "en"}
    assert settings.LANGUAGE_CODE == "en"
    assert get_user_model() is not None
    assert MythPage in page_models()
