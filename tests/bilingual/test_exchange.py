"""Translators' files: what is in them, what is taken from them, and what is refused and why."""

import codecs
from dataclasses import dataclass

import polib
import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Locale,
    PageViewRestriction,
    Workflow,
    WorkflowTask,
)
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from bilingual.selectors import exchange
from bilingual.selectors.completeness import translation_of
from core.localize import submit_as_draft
from home.chrome_models import Banner
from home.models import StandardPage
from tests.contracts.html import parse
from tests.factories.pages import make_page, make_site, translate
from tests.factories.people import make_editor
from tests.factories.support import open_form, submit

pytestmark = pytest.mark.django_db

LINKED = '<p>Read <a href="https://one.example/">the guide</a> &amp; <b>stay</b>.</p>'


@dataclass
class Desk:
    """An editor at the pages on files."""

    client: Client
    user: object

    def export(self, translation: Translation) -> polib.POFile:
        answer = self.client.get(reverse("bilingual:po_export", args=[translation.pk]), secure=True)
        assert answer.status_code == 200
        return po(answer.content)

    def upload(self, url: str, content: bytes | polib.POFile, **data) -> "Report":
        if isinstance(content, polib.POFile):
            content = str(content).encode()
        file = SimpleUploadedFile("page.po", content)
        return Report(self, url, self.client.post(url, {"file": file, **data}, secure=True))

    def look(self, translation: Translation, content: bytes | polib.POFile) -> "Report":
        return self.upload(reverse("bilingual:po_import", args=[translation.pk]), content)


class Report:
    """The page on a file, before or after it was taken."""

    def __init__(self, desk: Desk, url: str, response) -> None:
        assert response.status_code == 200
        self.desk, self.url, self.soup = desk, url, parse(response)

    @property
    def counts(self) -> dict[str, int]:
        return {
            item["class"][1].removeprefix("exchange-count--"): int(item.strong.get_text())
            for item in self.soup.select(".exchange-count")
        }

    @property
    def alert(self) -> str:
        return " ".join(item.get_text(" ", strip=True) for item in self.soup.select("[role=alert]"))

    def reasons(self, group: str = "refused") -> list[str]:
        rows = self.soup.select(f"#{group} .exchange-row__reason")
        return [row.get_text(strip=True) for row in rows]

    def places(self, group: str) -> list[str]:
        rows = self.soup.select(f"#{group} .exchange-row__place")
        return [" ".join(row.get_text(" ", strip=True).split()) for row in rows]

    @property
    def choices(self) -> list[str]:
        return [box["value"] for box in self.soup.select("input[name=take]")]

    @property
    def kept(self) -> str:
        field = self.soup.select_one("input[name=kept]")
        return field["value"] if field else ""

    def confirm(self, **data) -> "Report":
        response = self.desk.client.post(self.url, {"kept": self.kept, **data}, secure=True)
        return Report(self.desk, self.url, response)


def po(content: bytes) -> polib.POFile:
    return polib.pofile(content.decode() + "\n")


def entry(file: polib.POFile, path: str) -> polib.POEntry:
    (found,) = [one for one in file if one.msgctxt.partition(":")[2].startswith(path)]
    return found


def stored(translation: Translation, path: str) -> str | None:
    row = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id,
        context__path__startswith=path,
        translation_of__segments__source=translation.source,
        locale=translation.target_locale,
    ).first()
    return row.data if row else None


def everything(translation: Translation) -> list[tuple[int, str]]:
    return sorted(
        StringTranslation.objects.filter(locale=translation.target_locale).values_list("pk", "data")
    )


def type_on_site(translation: Translation, path: str, words: str) -> None:
    segment = StringSegment.objects.get(source=translation.source, context__path__startswith=path)
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        context=segment.context,
        locale=translation.target_locale,
        defaults={"data": words, "translation_type": "manual"},
    )


@pytest.fixture
def desk(client: Client, settings) -> Desk:
    settings.WAGTAIL_2FA_REQUIRED = False
    make_site()
    user = make_editor()
    client.force_login(user)
    return Desk(client, user)


@pytest.fixture
def translation(desk: Desk) -> Translation:
    """A page that waits for its words."""
    return waiting()


def waiting(**fields) -> Translation:
    values = {"title": "Who we are", "slug": "who-we-are", "search_description": "A line."}
    body = [("paragraph", LINKED), ("heading", {"text": "Our aim", "level": "h2"})]
    page = make_page(StandardPage, **{**values, "body": body, **fields})
    return translation_of(submit_as_draft(page, locale=Locale.objects.get(language_code="ar")))


# What is in a file


def test_file_says_where_each_passage_is_and_names_nobody(desk: Desk, translation) -> None:
    file = desk.export(translation)
    assert file.metadata["Language"] == "ar"
    assert file.metadata["Content-Type"] == "text/plain; charset=UTF-8"
    assert file.metadata["Last-Translator"] == ""
    title = entry(file, "title")
    assert title.msgctxt == f"{translation.uuid}:title"
    assert title.comment.splitlines()[:2] == ["Page: Who we are", "Title"]
    assert entry(file, "search").msgid == "A line."
    (paragraph,) = [one for one in file if "the guide" in one.msgid]
    assert paragraph.msgid == 'Read <a id="a1">the guide</a> &amp; <b>stay</b>.'
    assert "Keep the links" in paragraph.comment
    assert "Text" in paragraph.comment
    raw = str(file)
    for secret in (desk.user.username, desk.user.email, "one.example"):
        assert secret not in raw


def test_download_is_named_after_no_title(desk: Desk, translation) -> None:
    answer = desk.client.get(reverse("bilingual:po_export", args=[translation.pk]), secure=True)
    disposition = answer["Content-Disposition"]
    assert disposition == f'attachment; filename="page-{translation.pk}-ar.po"'
    assert "no-store" in answer["Cache-Control"]


def test_suggestions_are_fuzzy_and_say_what_they_were_for(desk: Desk, translation) -> None:
    type_on_site(translation, "search", "سطر.")
    page = translation.source.get_source_instance()
    page.search_description = "A line. More."
    page.save_revision().publish()
    segment = StringSegment.objects.get(source=translation.source, context__path="title")
    StringTranslation.objects.create(
        translation_of=segment.string,
        context=segment.context,
        locale=translation.target_locale,
        data="آلة",
        translation_type="machine",
    )
    file = desk.export(translation)
    old = entry(file, "search")
    assert (old.fuzzy, old.msgid, old.msgstr) == (True, "A line. More.", "سطر.")
    assert old.previous_msgid == "A line."
    assert (entry(file, "title").fuzzy, entry(file, "title").msgstr) == (True, "آلة")
    report = desk.look(translation, file)
    assert report.counts["fuzzy"] == 2
    assert report.kept == ""


def test_exactly_the_section_is_in_its_file_and_nothing_private(desk: Desk) -> None:
    opened = open_form()
    submit(opened, body="canary of somebody in need")
    translate(make_page(StandardPage, title="Mine", slug="mine", body=[]))
    mine = StandardPage.objects.get(slug="mine")
    below = make_page(StandardPage, parent=mine, title="Below", slug="below", body=[])
    translate(below, words={"title": "تحت", "slug": "تحت"})
    # A change that is not published; pages of the section that this person may not edit, one of
    # them closed to most readers; a page that nobody translates yet; and one beside the section.
    below.title = "canary of a draft"
    below.save_revision()
    closed = make_page(StandardPage, parent=mine, title="canary of a closed page", body=[])
    PageViewRestriction.objects.create(page=translate(closed), restriction_type="login")
    make_page(StandardPage, parent=mine, title="canary unsubmitted", body=[], live=False)
    translate(make_page(StandardPage, title="canary beside", body=[]))
    may_edit_only(desk, StandardPage.objects.get(slug="تحت"))
    url = reverse("bilingual:section_export", args=[mine.pk])
    answer = desk.client.get(url, {"language": "ar", "file": "1"}, secure=True)
    file = po(answer.content)
    texts = {text for one in file for text in (one.msgid, one.msgstr) if text}
    assert texts == {"Below", "تحت", "below"}
    notes = {line for one in file for line in one.comment.splitlines()}
    assert notes == {
        *("Page: Below", "Title", "Slug"),
        "The end of the page's address: letters, digits and hyphens.",
    }
    assert {flag for one in file for flag in one.flags} == set()
    assert set(file.metadata) == {
        *("Project-Id-Version", "POT-Creation-Date", "PO-Revision-Date", "Last-Translator"),
        *("Language-Team", "Language", "MIME-Version", "Content-Type"),
        *("Content-Transfer-Encoding", "Plural-Forms", exchange.EXPORTED),
    }
    assert "canary" not in answer.content.decode()
    shown = parse(desk.client.get(url, {"language": "ar"}, secure=True)).select_one(".exchange")
    for title in ("canary unsubmitted", "canary of a closed page", "canary beside"):
        assert title not in shown.get_text()
    assert "2 pages that you may not edit are not in the file" in shown.get_text()


def may_edit_only(desk: Desk, *pages) -> None:
    """Give the editor rights on these pages and what is under them, and on nothing else."""
    group = desk.user.groups.first()
    rights = GroupPagePermission.objects.filter(group=group)
    permissions = set(rights.values_list("permission_id", flat=True))
    rights.delete()
    for page in pages:
        for permission in permissions:
            GroupPagePermission.objects.create(
                group=group, page_id=page.pk, permission_id=permission
            )


# What is taken


def test_nothing_is_written_before_it_was_shown_and_confirmed(desk: Desk, translation) -> None:
    file = desk.export(translation)
    entry(file, "title").msgstr = "من نحن"
    entry(file, "slug").msgstr = "من نحن"
    before = everything(translation)
    report = desk.look(translation, file)
    assert everything(translation) == before
    assert report.counts == {"new": 2, "empty": 3}
    done = report.confirm()
    assert "2 passages were taken" in done.soup.get_text()
    assert stored(translation, "title") == "من نحن"
    assert stored(translation, "slug") == "من-نحن"
    row = StringTranslation.objects.get(data="من نحن")
    assert (row.last_translated_by, row.translation_type) == (desk.user, "manual")
    assert desk.look(translation, desk.export(translation)).counts == {"same": 2, "empty": 3}


def test_changes_are_shown_word_by_word_and_taken(desk: Desk, translation) -> None:
    type_on_site(translation, "search", "سطر قديم.")
    file = desk.export(translation)
    entry(file, "search").msgstr = "سطر جديد."
    report = desk.look(translation, file)
    assert report.counts == {"changed": 1, "empty": 4}
    row = report.soup.select_one("#changed .exchange-row")
    assert (row.ins.get_text(), row.find("del").get_text()) == ("جديد", "قديم")
    report.confirm()
    assert stored(translation, "search") == "سطر جديد."


def test_a_machines_words_count_once_the_file_says_they_are_right(desk: Desk, translation) -> None:
    type_on_site(translation, "title", "من نحن")
    StringTranslation.objects.filter(data="من نحن").update(translation_type="machine")
    file = desk.export(translation)
    entry(file, "title").flags.remove("fuzzy")
    desk.look(translation, file).confirm()
    assert StringTranslation.objects.get(data="من نحن").translation_type == "manual"


def test_words_typed_on_the_site_since_are_never_overwritten_unasked(
    desk: Desk, translation
) -> None:
    type_on_site(translation, "title", "قديم")
    file = desk.export(translation)
    type_on_site(translation, "title", "من الموقع")
    entry(file, "title").msgstr = "من الملف"
    report = desk.look(translation, file)
    assert report.counts == {"conflict": 1, "empty": 4}
    shown = report.soup.select_one("#conflict").get_text()
    assert "من الموقع" in shown
    assert "من الملف" in shown
    report.confirm()
    assert stored(translation, "title") == "من الموقع"
    report.confirm(take=report.choices)
    assert stored(translation, "title") == "من الملف"


def test_a_decision_holds_for_the_words_that_were_shown_alone(desk: Desk, translation) -> None:
    type_on_site(translation, "title", "قديم")
    file = desk.export(translation)
    type_on_site(translation, "title", "من الموقع")
    entry(file, "title").msgstr = "من الملف"
    report = desk.look(translation, file)
    type_on_site(translation, "title", "أحدث")
    done = report.confirm(take=report.choices)
    assert done.counts["conflict"] == 1
    assert stored(translation, "title") == "أحدث"
    done.confirm(take=done.choices)
    assert stored(translation, "title") == "من الملف"


def test_what_is_typed_between_the_look_and_the_confirmation_stays(desk: Desk, translation) -> None:
    file = desk.export(translation)
    entry(file, "title").msgstr = "من الملف"
    report = desk.look(translation, file)
    type_on_site(translation, "title", "من الموقع")
    done = report.confirm()
    assert done.counts == {"conflict": 1}
    assert stored(translation, "title") == "من الموقع"


def test_an_untouched_passage_of_the_file_yields_to_the_sites_newer_words(
    desk: Desk, translation
) -> None:
    type_on_site(translation, "title", "قديم")
    file = desk.export(translation)
    type_on_site(translation, "title", "أحدث")
    assert desk.look(translation, file).counts == {"newer_here": 1, "empty": 4}


@pytest.mark.parametrize("exported", ["keep", "drop", "garbage"])
def test_conflicts_are_noticed_where_a_tool_drops_the_references(
    desk: Desk, translation, exported: str
) -> None:
    type_on_site(translation, "search", "سطر قديم.")
    file = desk.export(translation)
    for one in file:
        one.occurrences = []
    if exported == "drop":
        del file.metadata[exchange.EXPORTED]
    elif exported == "garbage":
        file.metadata[exchange.EXPORTED] = "2026-99-99T00:00:00Z"
    type_on_site(translation, "title", "من الموقع")
    entry(file, "title").msgstr = "من الملف"
    entry(file, "search").msgstr = "سطر جديد."
    counts = desk.look(translation, file).counts
    # Without the time of the export, everything that is there may be newer.
    expected = {"conflict": 1, "changed": 1} if exported == "keep" else {"conflict": 2}
    assert {name: counts.get(name) for name in expected} == expected


def test_a_part_of_the_site_goes_the_same_way_as_a_page(desk: Desk) -> None:
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    banner = Banner.objects.create(locale=locales["en"], text="We are away until Monday.")
    source, _created = TranslationSource.get_or_create_from_instance(banner)
    translation = Translation.objects.create(source=source, target_locale=locales["ar"])
    translation.save_target(publish=False)
    address = reverse("bilingual:po_export", args=[translation.pk])
    assert desk.client.get(address, secure=True).status_code == 302  # no right to change banners
    desk.user.user_permissions.add(Permission.objects.get(codename="change_banner"))
    file = desk.export(translation)
    (only,) = file
    assert (only.msgid, only.comment.splitlines()[1]) == ("We are away until Monday.", "Text")
    only.msgstr = "نعود يوم الاثنين."
    assert desk.look(translation, file).confirm().counts == {"new": 1}
    assert stored(translation, "text") == "نعود يوم الاثنين."


# What is refused, and why


@pytest.mark.parametrize(
    ("path", "words", "said"),
    [
        ("body", "اقرؤوا الدليل", "the guide"),
        ("body", '<a id="a1">الدليل</a> <a id="a7">غيره</a>', "a7"),
        ("body", '<b>اقرؤوا <a id="a1">الدليل</a>', "<b>"),
        ("body", '<a id="a1">د</a><script>alert(1)</script>', "<script>"),
        ("body", '<a id="a1" onclick="alert(1)">د</a>', "onclick"),
        ("body", '<a id="a1" href="javascript:alert(1)">د</a>', "href"),
        ("body", '<a id="a1">د</a><i style="x">س</i>', "style"),
        ("title", "<b>من</b> نحن", "plain words"),
        ("title", "م" * 256, "too long"),
        ("slug", "؟؟!", "letters or digits"),
        ("slug", "جار", "جار"),
    ],
)
def test_words_that_may_not_stand_are_refused_one_by_one(
    desk: Desk, translation, path: str, words: str, said: str
) -> None:
    translate(make_page(StandardPage, title="Next"), words={"slug": "جار"})
    file = desk.export(translation)
    if path == "body":
        (broken,) = [one for one in file if "the guide" in one.msgid]
    else:
        broken = entry(file, path)
    broken.msgstr = words
    entry(file, "search").msgstr = "سطر."
    report = desk.look(translation, file)
    assert report.counts == {"refused": 1, "new": 1, "empty": 3}
    (reason,) = report.reasons()
    assert said in reason
    assert report.places("refused") != ["An unknown place"]
    done = report.confirm()
    assert done.reasons() == [reason]
    assert stored(translation, "search") == "سطر."
    assert StringTranslation.objects.filter(data__contains=words[:20]).count() == (words == "جار")


def test_two_pages_of_one_file_do_not_get_the_same_address(desk: Desk) -> None:
    parent = make_page(StandardPage, title="Parent")
    translate(parent)
    first, second = (waiting(parent=parent, title=name, slug=name) for name in ("one", "two"))
    url = section_url(parent)
    file = po(desk.client.get(f"{url[0]}&file=1", secure=True).content)
    for one in file:
        if one.msgctxt in {f"{first.uuid}:slug", f"{second.uuid}:slug"}:
            one.msgstr = "واحد"
    report = desk.upload(url[1], file)
    assert (report.counts["new"], report.counts["refused"]) == (1, 1)


def section_url(page) -> tuple[str, str]:
    names = ("bilingual:section_export", "bilingual:section_import")
    export, take = (f"{reverse(name, args=[page.pk])}?language=ar" for name in names)
    return export, take


def test_fuzzy_plural_twice_and_without_a_place(desk: Desk, translation) -> None:
    file = desk.export(translation)
    entry(file, "title").msgstr = "من نحن"
    entry(file, "title").flags.append("fuzzy")
    plural = entry(file, "slug")
    plural.msgid_plural, plural.msgstr_plural = "slugs", {0: "س", 1: "ص"}
    twice = entry(file, "search")
    twice.msgstr = "سطر."
    file.append(polib.POEntry(msgctxt=twice.msgctxt, msgid=twice.msgid, msgstr="سطر آخر."))
    file.append(polib.POEntry(msgid="Who we are", msgstr="من نحن"))
    file.append(polib.POEntry(msgctxt="no-uuid:title", msgid="Who we are", msgstr="من نحن"))
    report = desk.look(translation, file)
    assert report.counts == {"refused": 4, "fuzzy": 1, "empty": 2}
    said = " ".join(report.reasons())
    for words in ("forms for numbers", "twice", "another page"):
        assert words in said
    assert report.kept == ""


def test_what_changed_or_vanished_since_the_export(desk: Desk, translation) -> None:
    file = desk.export(translation)
    for one in file:
        one.msgstr = f"ترجمة {one.msgid}" if one.msgctxt.partition(":")[2] != "slug" else "من-نحن"
    page = translation.source.get_source_instance()
    page.title, page.search_description = "Who we are now", ""
    page.save_revision().publish()
    report = desk.look(translation, file)
    assert report.counts == {"refused": 2, "new": 3}
    assert any("It now says: “Who we are now”" in reason for reason in report.reasons())
    assert any("no longer on the page" in reason for reason in report.reasons())


def test_a_file_for_another_page_names_it_to_those_who_may_edit_it(desk: Desk, translation) -> None:
    other = waiting(title="Another page", slug="another")
    file = desk.export(other)
    for one in file:
        one.msgstr = "كلمات"
    report = desk.look(translation, file)
    assert "for another page" in report.alert
    assert "Another page" in report.alert
    may_edit_only(desk, translation.get_target_instance())
    report = desk.look(translation, file)
    assert "for another page or another site" in report.alert
    assert "Another page" not in report.alert
    assert everything(other) == []


def test_a_file_from_another_site(desk: Desk, translation) -> None:
    file = desk.export(translation)
    for one in file:
        one.msgctxt = f"9d1c4a1e-0000-4000-8000-000000000000:{one.msgctxt.partition(':')[2]}"
    assert "another site" in desk.look(translation, file).alert
    for one in file:
        one.msgctxt = "title"
    assert "not exported from this site" in desk.look(translation, file).alert


def test_a_file_for_another_language(desk: Desk, translation) -> None:
    file = desk.export(translation)
    file.metadata["Language"] = "fr"
    assert "another language (fr)" in desk.look(translation, file).alert
    file.metadata["Language"] = "ar_EG"
    assert desk.look(translation, file).counts == {"empty": 5}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"/etc/passwd", "not a PO file"),
        (b"\x00" * 100, "not a PO file"),
        (b"x" * (5 * 1024 * 1024), "too big"),
        ('msgid "س"\nmsgstr "ص"\n'.encode("utf-16"), "UTF-16"),
        ('msgid "س"\nmsgstr "ص"\n'.encode("cp1256"), "UTF-8"),
        (b"", "no passages"),
        (b"\n", "no passages"),
        (b"<b>" * 30_000, "not a PO file"),
    ],
    ids=["name", "nul", "5 MB", "UTF-16", "cp1256", "empty", "blank", "tags"],
)
def test_files_that_are_none(desk: Desk, translation, content: bytes, said: str) -> None:
    report = desk.look(translation, content)
    assert said in report.alert
    assert "Nothing was changed" in report.alert
    assert everything(translation) == []


def test_deep_markup_in_every_place_is_refused_and_nothing_falls_over(
    desk: Desk, translation
) -> None:
    file = desk.export(translation)
    for one in file:
        one.msgstr = "<b>" * 9_000 + "س" + "</b>" * 1_000
    assert desk.look(translation, file).counts == {"refused": 5}


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(desk: Desk, translation) -> None:
    file = desk.export(translation)
    entry(file, "title").msgstr = "من نحن"
    content = codecs.BOM_UTF8 + str(file).replace("\n", "\r\n").encode()
    assert desk.look(translation, content).counts == {"new": 1, "empty": 4}


# Who may, and when


def test_locked_and_reviewed_pages_refuse_while_others_go_on(desk: Desk) -> None:
    parent = make_page(StandardPage, title="Parent")
    translate(parent)
    names = ("locked", "reviewed", "free")
    pages = {name: waiting(parent=parent, title=name, slug=name) for name in names}
    target = pages["locked"].get_target_instance()
    target.locked = True
    target.save()
    workflow = Workflow.objects.create(name="Review")
    task = GroupApprovalTask.objects.create(name="By others")
    task.groups.add(Group.objects.create(name="Others"))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    reviewed = pages["reviewed"].get_target_instance()
    reviewed.save_revision()
    workflow.start(reviewed, desk.user)
    export, take = section_url(parent)
    file = po(desk.client.get(f"{export}&file=1", secure=True).content)
    for one in file:
        if one.msgctxt in {f"{pages[name].uuid}:title" for name in names}:
            one.msgstr = f"عنوان {one.msgid}"
    report = desk.upload(take, file)
    assert (report.counts["new"], report.counts["refused"]) == (1, 2)
    assert report.places("new") == ["free · Title"]
    assert all("lock" in reason or "review" in reason.lower() for reason in report.reasons())
    report.confirm()
    assert {name: stored(pages[name], "title") for name in names} == {
        "locked": None,
        "reviewed": None,
        "free": "عنوان free",
    }


def test_pages_of_a_section_that_one_may_not_edit_refuse(desk: Desk) -> None:
    parent = make_page(StandardPage, title="Parent")
    translate(parent)
    pages = {name: waiting(parent=parent, title=name, slug=name) for name in ("mine", "theirs")}
    export, take = section_url(parent)
    file = po(desk.client.get(f"{export}&file=1", secure=True).content)
    for one in file:
        one.msgstr = f"عنوان {one.msgid}" if one.msgctxt.endswith(":title") else ""
    may_edit_only(desk, pages["mine"].get_target_instance())
    report = desk.upload(take, file)
    assert report.counts["refused"] == 2
    assert set(report.reasons()) == {"You may not edit this page."}
    report.confirm()
    assert stored(pages["mine"], "title") == "عنوان mine"
    assert stored(pages["theirs"], "title") is None


def test_without_the_right_to_edit_there_is_no_file_in_either_direction(
    desk: Desk, translation
) -> None:
    other = waiting(title="Other", slug="other")
    may_edit_only(desk, other.get_target_instance())
    target = translation.get_target_instance()
    for name, pk in (
        ("bilingual:po_export", translation.pk),
        ("bilingual:po_import", translation.pk),
        ("bilingual:section_export", target.pk),
        ("bilingual:section_import", target.pk),
        ("wagtail_localize:download_pofile", translation.pk),
        ("wagtail_localize:upload_pofile", translation.pk),
    ):
        answer = desk.client.get(reverse(name, args=[pk]), secure=True)
        assert answer.status_code in {302, 403}
        assert "Who we are" not in answer.content.decode()


def test_what_one_person_looked_at_nobody_else_confirms(desk: Desk, translation) -> None:
    file = desk.export(translation)
    entry(file, "title").msgstr = "من نحن"
    report = desk.look(translation, file)
    other = waiting(title="Other", slug="other")
    kept = {"kept": report.kept}
    url = reverse("bilingual:po_import", args=[other.pk])
    elsewhere = Report(desk, url, desk.client.post(url, kept, secure=True))
    assert "Too much time has passed" in elsewhere.alert
    desk.client.force_login(make_editor(username="second"))
    assert "Too much time has passed" in report.confirm().alert
    assert everything(translation) == []


# No unchecked way remains


def test_the_addresses_of_wagtail_localize_lead_to_the_same_checks(desk: Desk, translation) -> None:
    download = reverse("wagtail_localize:download_pofile", args=[translation.pk])
    upload = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    assert download == f"/admin/localize/translate/{translation.pk}/pofile/download/"
    file = po(desk.client.get(download, secure=True).content)
    assert entry(file, "title").msgctxt == f"{translation.uuid}:title"
    entry(file, "title").msgstr = "<script>alert(1)</script>"
    entry(file, "search").msgstr = "سطر."
    report = desk.upload(upload, file)
    assert report.counts == {"refused": 1, "new": 1, "empty": 3}
    assert everything(translation) == []
    # As wagtail-localize itself writes a file: it would have been taken without a look.
    theirs = translation.export_po()
    for one in theirs:
        one.msgstr = "<script>alert(1)</script>"
    assert "not exported from this site" in desk.upload(upload, theirs).alert
    assert everything(translation) == []
