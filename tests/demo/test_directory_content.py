"""The demo's directory: complete, invented, unreachable, and as varied as a real one."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

from django.contrib.auth import get_user_model
from django.db.models import Model
from django.test import TestCase, override_settings
from django.utils import timezone

from bilingual.avoided_words import find_avoided
from bilingual.glossary import avoided_forms
from bilingual.models import GlossaryTerm
from demo.content import directory as content
from demo.seeding import directory, people
from demo.seeding.accounts import ACCOUNTS
from resources.models import (
    OnlineCommunity,
    Organisation,
    OrganisationText,
    Phone,
    Schedule,
    Service,
    ServiceAddress,
    ServiceCheck,
    ServiceKind,
    ServiceReport,
    ServiceSuggestion,
    ServiceText,
)
from vault.domain import keys, records
from vault.domain.messages import read_messages
from vault.selectors import living_key_of

ONLY_ENGLISH = {
    "letters-with-a-counsellor",
    "paper-boats-on-discord",
    "sundays-in-the-other-harbour",
}
ONLY_ARABIC = {"lunch-in-the-stairwell", "a-day-on-the-terraces"}
NEVER_CHECKED = {
    "medicine-shelf",
    "womens-morning",
    "name-and-papers",
    "parents-evening",
    "paper-boats-on-discord",
}
KINDS = {
    "health",
    "mental-health",
    "legal",
    "housing-money",
    "job-training",
    "community-centre",
    "online-community",
}
# What a service says in each language; the others it may leave out where there is nothing to say.
ALWAYS = {"name", "description", "eligibility", "application", "safety", "confidentiality"}
PLATFORM_FIELDS = ("moderators", "seen_by_others", "without_own_name")
ARABIC, LATIN = re.compile("[\u0621-\u064a]"), re.compile("[A-Za-z]")
# Names and abbreviations that Arabic texts write in Latin letters.
AMONG_ARABIC = {"PEP", "B"}
ROWS: tuple[type[Model], ...] = (
    Organisation,
    OrganisationText,
    Service,
    ServiceText,
    Phone,
    Schedule,
    ServiceAddress,
    OnlineCommunity,
    ServiceCheck,
    ServiceReport,
    ServiceSuggestion,
)
DAY = timezone.localdate()


def texts_of(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Return every string below `value`, with the way to it."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from texts_of(part, f"{path}.{name}")
    elif isinstance(value, (list, tuple)):
        for number, part in enumerate(value):
            yield from texts_of(part, f"{path}.{number}")


EVERYTHING = list(
    texts_of([content.ORGANISATIONS, content.SERVICES, content.SUGGESTIONS, content.REPORTS])
)


class TestContent:
    """What stands in the modules, before any of it is in a database."""

    def test_there_are_as_many_as_were_promised(self) -> None:
        assert len({row["slug"] for row in content.ORGANISATIONS}) == 22
        assert len(content.ORGANISATIONS) == 22
        assert len({row["slug"] for row in content.SERVICES}) == 40
        assert len(content.SERVICES) == 40
        assert {row["organisation"] for row in content.SERVICES} == {
            row["slug"] for row in content.ORGANISATIONS
        }

    def test_both_languages_say_the_same_things_but_where_it_is_meant_otherwise(self) -> None:
        missing = {"ar": set(), "en": set()}
        for row in content.SERVICES:
            for language, other in (("ar", "en"), ("en", "ar")):
                if language not in row:
                    missing[language].add(row["slug"])
                    continue
                assert row[language].keys() >= ALWAYS, row["slug"]
                assert row[language].keys() == row.get(other, row[language]).keys(), row["slug"]
                assert len(row[language]["description"]) > 100, row["slug"]
        assert missing == {"ar": ONLY_ENGLISH, "en": ONLY_ARABIC}

    def test_each_language_is_in_its_own_letters_and_in_arabic_with_its_punctuation(self) -> None:
        for path, text in EVERYTHING:
            if re.search(r"\.ar\.|_ar$", path):
                assert ARABIC.search(text), path
                assert set(re.findall("[A-Za-z]+", text)) <= AMONG_ARABIC, path
                assert not re.search("[,;?]", text), path
            elif re.search(r"\.en\.|_en$", path):
                assert LATIN.search(text), path
                assert not ARABIC.search(text), path

    def test_no_number_can_be_dialled_and_each_leads_to_one_service(self) -> None:
        phones = [phone["number"] for row in content.SERVICES for phone in row["phones"]]
        assert len(phones) == len(set(phones)) > 30
        for number in phones:
            assert re.fullmatch(r"\+000 555 01\d\d", number)
        for path, text in EVERYTHING:
            for number in re.findall(r"\+?\d[\d ()\-]{6,}\d", text):
                assert content.PHONES_FROM <= number <= content.PHONES_TO, path

    def test_every_address_on_the_web_and_of_mail_is_on_example_org(self) -> None:
        found = 0
        for path, text in EVERYTHING:
            for address in re.findall(r"\w+://\S+", text):
                assert urlsplit(address).hostname == "example.org", path
                assert address.startswith("https://"), path
                found += 1
            for host in re.findall(r"@([\w.-]+\w)", text):
                assert host == "example.org", path
                found += 1
            assert "www." not in text, path
        assert found > 30

    def test_a_place_that_is_not_public_is_named_in_its_address_alone_and_by_a_mark(self) -> None:
        for row in content.SERVICES:
            tier, address = row["fields"]["place_tier"], row.get("address", {})
            is_private = tier in {"area", "hidden"}
            assert bool(address) == (tier != "none"), row["slug"]
            for language, mark in zip(("en", "ar"), content.PRIVATE_MARKS, strict=True):
                if text := address.get(f"address_{language}"):
                    assert (mark in text) == is_private, row["slug"]
            said = {language: row.get(language, {}).get("area", "") for language in ("ar", "en")}
            assert all(bool(text) == (tier == "area") for text in said.values()), row["slug"]
        for path, text in EVERYTHING:
            if ".address." not in path:
                assert not any(mark in text for mark in content.PRIVATE_MARKS), path

    def test_everything_that_occurs_in_a_directory_occurs(self) -> None:
        fields = [row["fields"] for row in content.SERVICES]
        assert Counter(row.get("status", "open") for row in fields) == {
            "open": 31,
            "full": 4,
            "paused": 3,
            "closed": 2,
        }
        assert Counter(row["place_tier"] for row in fields) == {
            "none": 12,
            "public": 10,
            "area": 10,
            "hidden": 8,
        }
        assert {row["papers"] for row in fields} == {"none", "some", "required"}
        assert {row["cost"] for row in fields} == {"free", "donation", "sliding"}
        phones = [phone for row in content.SERVICES for phone in row["phones"]]
        assert {phone.get("voicemail") for phone in phones} >= set(Phone.Voicemail.values)
        ways = {
            (phone.get("takes_calls", True), phone.get("takes_text", False)) for phone in phones
        }
        assert ways == {(True, True), (True, False), (False, True)}
        assert {row["check"] for row in self._checks()} == {"fresh", "stale", "never"}
        assert {row["slug"] for row in self._checks() if row["check"] == "never"} == NEVER_CHECKED
        platforms = {row["community"]["platform"] for row in content.SERVICES if "community" in row}
        assert platforms == {"telegram", "discord", "facebook", "whatsapp", "signal", "matrix"}
        assert {row["fields"].get("time_zone") for row in content.SERVICES} == {
            None,
            "Europe/Berlin",
        }
        past_midnight = {
            row["slug"]
            for row in content.SERVICES
            for _days, opens, closes in row["hours"]
            if closes <= opens and closes != "00:00"
        }
        assert len(past_midnight) >= 4

    def test_stale_ones_were_checked_seven_to_fourteen_months_ago(self) -> None:
        ages = [row["checked"][0] for row in content.SERVICES if "checked" in row]
        stale = [age for age in ages if age > 180]
        assert len(stale) == 8
        assert all(210 <= age <= 425 for age in stale)

    def test_an_online_community_says_what_one_has_to_know_before_joining(self) -> None:
        for row in content.SERVICES:
            assert ("community" in row) == ("online-community" in row["kinds"]), row["slug"]
            for language in {"ar", "en"} & row.keys() if "community" in row else ():
                for field in PLATFORM_FIELDS:
                    assert row["community"][f"{field}_{language}"], (row["slug"], field)

    @staticmethod
    def _checks() -> list[dict[str, str]]:
        return [
            {
                "slug": row["slug"],
                "check": "never"
                if "checked" not in row
                else "stale"
                if row["checked"][0] > 180
                else "fresh",
            }
            for row in content.SERVICES
        ]


@override_settings(DEMO=True)
class TestSeeding(TestCase):
    """What the database holds once the demo was loaded."""

    @classmethod
    def setUpTestData(cls) -> None:
        people.seed_vocabularies()
        people.seed_staff()
        cls.maha = get_user_model().objects.get(username="maha")
        with cls.assertLogs(cls(), "sanad.resources", "WARNING"):
            assert directory.seed_directory(user=cls.maha) == 40

    def test_every_row_keeps_the_rules_and_lengths_of_its_model(self) -> None:
        for model in ROWS:
            rows = list(model._default_manager.all())
            assert rows, model
            for row in rows:
                # Keys and uniqueness are the database's to hold, and it has held them.
                links = [field.name for field in model._meta.fields if field.is_relation]
                row.clean_fields(exclude=links)
                row.clean()

    def test_every_kind_is_there_and_everything_is_published(self) -> None:
        codes = Service.objects.values_list("kinds__code", flat=True)
        found = Counter(codes.order_by())
        assert found.keys() == KINDS == set(ServiceKind.objects.values_list("code", flat=True))
        assert min(found.values()) >= 5
        assert (
            Service.objects.filter(is_published=True, organisation__is_published=True).count() == 40
        )
        assert OrganisationText.objects.count() == 2 * 22
        assert ServiceText.objects.filter(language="en").count() == 38
        assert ServiceText.objects.filter(language="ar").count() == 37

    def test_days_are_reckoned_from_the_day_of_seeding(self) -> None:
        for row in content.SERVICES:
            service = Service.objects.get(slug=row["slug"])
            if "checked" not in row:
                assert service.last_checked is None
                assert not service.checks.exists()
                continue
            days, method = row["checked"]
            assert service.last_checked == DAY - timedelta(days=days)
            assert service.check_method == method
            check = service.checks.get()
            assert (check.day, check.checked_by) == (service.last_checked, self.maha)
            assert (service.next_check is None) == (service.status == "closed")
        assert Service.objects.filter(next_check__lt=DAY).exists()
        assert Service.objects.filter(next_check__gte=DAY).exists()

    def test_two_reports_that_it_was_unsafe_flag_one_service_and_others_stay_open(self) -> None:
        flagged = Service.objects.filter(needs_review=True)
        assert [row.slug for row in flagged] == ["host-families"]
        assert ServiceReport.objects.filter(handled_at=None).count() == len(content.REPORTS)
        assert set(ServiceReport.objects.values_list("reason", flat=True)) == set(
            ServiceReport.Reason.values
        )

    def test_the_contacts_of_suggestions_are_sealed_and_open_to_the_keeper(self) -> None:
        account = next(one for one in ACCOUNTS if one.username == "maha")
        assert account.groups == ("Directory keepers",)
        key = keys.unlock_staff_key(
            key=living_key_of(self.maha), passphrase_text=account.passphrase
        )
        for row in content.SUGGESTIONS:
            suggestion = ServiceSuggestion.objects.get(name=row["name"])
            assert suggestion.day == DAY - timedelta(days=row["days_ago"])
            assert (suggestion.contact is None) == (not row["contact"])
            if row["contact"]:
                record = records.open_by_grant(envelope=suggestion.contact, key=key)
                assert row["contact"] in read_messages(record=record)[0].payload.values()
        rows = str([list(model._default_manager.values()) for model in ROWS])
        assert not any(row["contact"] in rows for row in content.SUGGESTIONS if row["contact"])

    def test_a_second_run_changes_nothing_and_what_is_missing_comes_back(self) -> None:
        Service.objects.filter(slug="medicine-shelf").update(status="paused", is_published=False)
        ServiceText.objects.filter(service__slug="medicine-shelf", language="en").delete()
        ServiceReport.objects.first().delete()
        ServiceSuggestion.objects.first().delete()
        before = [list(model._default_manager.order_by("pk").values()) for model in ROWS]
        assert directory.seed_directory(user=self.maha) == 0
        assert [list(model._default_manager.order_by("pk").values()) for model in ROWS] == before
        Organisation.objects.get(slug="seven-keys").delete()
        with self.assertLogs("sanad.resources", "WARNING"):
            assert directory.seed_directory(user=self.maha) == 3
        assert Service.objects.get(slug="host-families").needs_review
        assert Service.objects.get(slug="medicine-shelf").status == "paused"

    def test_without_a_keeper_s_key_suggestions_come_without_contacts(self) -> None:
        ServiceSuggestion.objects.all().delete()
        keys.revoke_staff_key(key=living_key_of(self.maha))
        directory.seed_directory(user=self.maha)
        assert ServiceSuggestion.objects.filter(contact=None).count() == len(content.SUGGESTIONS)

    def test_no_word_that_the_glossary_avoids_is_used(self) -> None:
        forms = avoided_forms()
        assert len(forms) > 80
        for path, text in EVERYTHING:
            assert find_avoided(text, forms) == [], path

    def test_the_glossary_explains_at_least_24_terms_in_both_languages(self) -> None:
        terms = GlossaryTerm.objects.all()
        assert len(terms) >= 24
        for term in terms:
            for language in ("ar", "en"):
                meaning = getattr(term, f"definition_{language}")
                assert 40 <= len(meaning) <= 420, term
                assert meaning[-1] in ".؟", term
                for form in term.avoided_forms.all():
                    reason = getattr(form, f"reason_{language}")
                    assert len(reason) > 5, form
                    assert reason.endswith("."), form
