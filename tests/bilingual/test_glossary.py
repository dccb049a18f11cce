"""The glossary: what a site begins with, what editors make of it, and how the check reads it."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override

from bilingual.content_check import Avoided, check_text
from bilingual.glossary import avoided_forms
from bilingual.models import AvoidedForm, GlossaryTerm
from tests.factories.pages import make_site
from tests.factories.people import make_editor

pytestmark = pytest.mark.django_db
first_terms = import_module("bilingual.migrations.0002_first_terms")


@pytest.fixture
def glossary() -> None:
    """The terms that a site begins with, also after a test that emptied every table."""
    GlossaryTerm.objects.all().delete()
    first_terms.add(apps, None)


@pytest.fixture
def term() -> GlossaryTerm:
    GlossaryTerm.objects.all().delete()
    term = GlossaryTerm.objects.create(term_en="mutual aid", term_ar="التكافل")
    for language, form, suggestion in (("ar", "صدقة", ""), ("en", "charity", "solidarity")):
        AvoidedForm.objects.create(
            term=term,
            language=language,
            form=form,
            reason_en="It looks down.",
            reason_ar="فيها استعلاء.",
            suggestion=suggestion,
        )
    return term


@pytest.fixture
def keeper(client):
    """Somebody who may do everything to the glossary, signed in."""
    make_site()
    user = make_editor()
    user.user_permissions.set(
        Permission.objects.filter(content_type__app_label="bilingual", codename__contains="gloss")
    )
    client.force_login(user)
    return user


@pytest.fixture(autouse=True)
def _password_alone(settings) -> None:
    settings.WAGTAIL_2FA_REQUIRED = False


def listed(response) -> list[str]:
    return [row.term_en for row in response.context["object_list"]]


class TestFirstTerms:
    """What the migration brings."""

    def test_every_row_is_valid_and_every_form_is_found(self, glossary):
        assert 20 <= GlossaryTerm.objects.count() <= 40
        for term in GlossaryTerm.objects.all():
            term.full_clean()
            assert term.definition_en
            assert term.definition_ar
        for row in AvoidedForm.objects.all():
            row.full_clean()  # its `clean` looks the form up in itself
            assert row.suggestion

    def test_its_own_words_pass_its_own_check(self, glossary):
        for language in ("ar", "en"):
            forms = avoided_forms(language)
            for term in GlossaryTerm.objects.prefetch_related("avoided_forms"):
                words = getattr(term, f"term_{language}"), getattr(term, f"definition_{language}")
                for text in words:
                    assert check_text(text, language, terms=forms) == []
                for row in term.avoided_forms.all():
                    # A reason may have to name the words it is about.
                    assert check_text(getattr(row, f"reason_{language}"), language) == []

    def test_adding_again_adds_nothing_and_overwrites_nothing(self, glossary):
        changed = GlossaryTerm.objects.get(term_en="queer")
        changed.definition_en = "Our own words."
        changed.save()
        renamed = GlossaryTerm.objects.get(term_en="outing")
        renamed.term_en = "outing somebody"
        renamed.save()
        terms, forms = GlossaryTerm.objects.count(), AvoidedForm.objects.count()

        first_terms.add(apps, None)

        assert (GlossaryTerm.objects.count(), AvoidedForm.objects.count()) == (terms, forms)
        changed.refresh_from_db()
        assert changed.definition_en == "Our own words."

    def test_going_back_keeps_what_editors_made(self, glossary, term):
        first_terms.add(apps, None)
        changed = GlossaryTerm.objects.get(term_en="queer")
        changed.avoided_forms.first().delete()

        first_terms.remove(apps, None)

        assert set(GlossaryTerm.objects.values_list("term_en", flat=True)) == {
            "queer",
            "mutual aid",
        }


class TestReading:
    """How the text check gets the forms."""

    def test_reasons_are_in_the_language_of_the_reader(self, term, django_assert_num_queries):
        with override("ar"), django_assert_num_queries(1):
            arabic = avoided_forms("ar")
        with override("en"):
            both = avoided_forms()

        assert arabic == [Avoided("صدقة", "ar", "فيها استعلاء.", "التكافل")]
        assert both == [
            Avoided("صدقة", "ar", "It looks down.", "التكافل"),
            Avoided("charity", "en", "It looks down.", "solidarity"),
        ]

    @pytest.mark.parametrize(
        ("form", "suggestion", "field"),
        [("؟ –", "", "form"), ("charity", "no charities", "suggestion")],
    )
    def test_a_form_that_cannot_be_found_or_advises_itself_is_refused(
        self, term, form, suggestion, field
    ):
        row = AvoidedForm(
            term=term,
            language="en",
            form=form,
            suggestion=suggestion,
            reason_en="x",
            reason_ar="x",
        )

        with pytest.raises(ValidationError) as refused:
            row.full_clean()

        assert set(refused.value.message_dict) == {field}


class TestAdmin:
    """Editors keep the glossary without a developer."""

    index = "wagtailsnippets_bilingual_glossaryterm:list"

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("MUTUAL", ["mutual aid"]),
            ("التكافل", ["mutual aid"]),
            ("صدقه", ["mutual aid"]),  # a word to avoid, spelt otherwise
            ("الصَّدقة", []),
            ("queer", []),
        ],
    )
    def test_search_reads_both_languages_in_any_spelling(self, client, keeper, term, query, found):
        assert listed(client.get(reverse(self.index), {"q": query})) == found

    def test_the_filter_narrows_to_terms_with_words_to_avoid(self, client, keeper, term):
        GlossaryTerm.objects.create(term_en="care", term_ar="رعاية")

        assert listed(client.get(reverse(self.index))) == ["care", "mutual aid"]
        assert listed(client.get(reverse(self.index), {"avoided": "ar"})) == ["mutual aid"]

    def test_the_list_costs_the_same_for_one_and_for_many(
        self, client, keeper, term, django_assert_num_queries, django_assert_max_num_queries
    ):
        client.get(reverse(self.index))
        with django_assert_max_num_queries(60) as few:
            client.get(reverse(self.index))
        for number in range(10):
            other = GlossaryTerm.objects.create(term_en=f"t{number}", term_ar="ت")
            AvoidedForm.objects.create(term=other, language="en", form="x")
        with django_assert_num_queries(len(few.captured_queries)):
            client.get(reverse(self.index))

    def test_a_term_is_added_with_its_words_to_avoid(self, client, keeper):
        response = client.post(
            reverse("wagtailsnippets_bilingual_glossaryterm:add"),
            {
                "term_en": "ally",
                "term_ar": "حليف",
                "definition_en": "",
                "definition_ar": "",
                "avoided_forms-TOTAL_FORMS": "1",
                "avoided_forms-INITIAL_FORMS": "0",
                "avoided_forms-MIN_NUM_FORMS": "0",
                "avoided_forms-MAX_NUM_FORMS": "1000",
                "avoided_forms-0-id": "",
                "avoided_forms-0-ORDER": "1",
                "avoided_forms-0-DELETE": "",
                "avoided_forms-0-language": "en",
                "avoided_forms-0-form": "saviour",
                "avoided_forms-0-reason_en": "Nobody waits for one.",
                "avoided_forms-0-reason_ar": "لا أحد ينتظره.",
                "avoided_forms-0-suggestion": "",
            },
        )

        assert response.status_code == 302
        (form,) = GlossaryTerm.objects.get(term_en="ally").avoided_forms.all()
        assert form.form == "saviour"

    def test_who_may_only_look_can_read_the_reasons(self, client, keeper, term):
        keeper.user_permissions.set(
            Permission.objects.filter(
                content_type__app_label="bilingual", codename="view_glossaryterm"
            )
        )
        url = reverse("wagtailsnippets_bilingual_glossaryterm:inspect", args=[term.pk])

        page = client.get(url).content.decode()

        assert "It looks down." in page
        assert 'dir="rtl"' in page
        edit = reverse("wagtailsnippets_bilingual_glossaryterm:edit", args=[term.pk])
        assert client.get(edit).status_code == 302

    def test_who_may_not_look_is_turned_away(self, client, keeper, term):
        keeper.user_permissions.clear()

        assert client.get(reverse(self.index)).status_code == 302
