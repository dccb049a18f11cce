"""The translation editor in the admin: what it shows, what it stores, and whom it refuses."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Locale,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)
from wagtail.users.models import UserProfile
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from bilingual.domain.conflicts import token
from home.chrome_models import Banner
from home.models import StandardPage
from resources.models import MythPage
from tests.bilingual.test_translating import LINKED, row, stored, submit
from tests.factories.pages import make_image, make_page, make_site, translate
from tests.factories.people import PASSWORD, make_editor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_factor(settings):
    settings.WAGTAIL_2FA_REQUIRED = False


@pytest.fixture
def editor():
    make_site()
    return make_editor()


@pytest.fixture
def translation(editor) -> Translation:
    return submit(make_page(MythPage, title="Left & right", fact=LINKED, slug="left-right"))


@pytest.fixture
def desk(editor) -> Client:
    return signed_in(editor)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user, backend="core.auth.StaffBackend")
    return client


def address(translation: Translation, **query) -> str:
    url = reverse("wagtailadmin_pages:edit", args=[translation.get_target_instance().pk])
    return url + (
        "?" + "&".join(f"{name}={value}" for name, value in query.items()) if query else ""
    )


def name(translation: Translation, path: str) -> str:
    segment = StringSegment.objects.get(source=translation.source, context__path=path)
    return f"{segment.context_id}-{segment.string_id}"


def post(client: Client, translation: Translation, words: dict[str, str], **more):
    data = {f"words-{name(translation, path)}": text for path, text in words.items()}
    return client.post(address(translation), {**data, **more})


def whole(translation: Translation) -> dict[str, str]:
    """Return words for every passage."""
    return {
        segment.context.path: 'انظر <a id="a1">واحد</a> و<b>اثنين</b>.'
        if segment.context.path == "fact"
        else f"كلمات {segment.order}"
        for segment in StringSegment.objects.filter(source=translation.source).select_related(
            "context"
        )
    }


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_it_stands_in_the_place_of_localizes(desk, translation):
    response = desk.get(address(translation))
    assert response.status_code == 200
    assert response.templates[0].name == "bilingual/editor/editor.html"
    page = text_of(response)
    assert "wagtail_localize" not in page
    # Source and target each in their own language and direction, whatever the admin's language.
    assert 'lang="en" dir="ltr">Left &amp; right</p>' in page
    field = re.search(rf'<textarea id="w-{name(translation, "title")}"[^>]*>', page)[0]
    assert 'lang="ar"' in field
    assert 'dir="rtl"' in field
    slug = re.search(rf'<textarea id="w-{name(translation, "slug")}"[^>]*>', page)[0]
    assert 'dir="auto"' in slug


def test_what_is_missing_stands_on_top_with_links_to_its_place(desk, translation):
    post(desk, translation, {"title": "عنوان"})
    response = desk.get(address(translation))
    text = response.context["text"]
    assert (text.done, text.total) == (1, 8)
    assert "1 of 8 passages translated" in text_of(response)
    for missing in text.missing:
        assert f'href="?show=all#s-{missing.slot}"' in response.content.decode()
        assert f'id="s-{missing.slot}"' in response.content.decode()
    # Fields stand in the order of the page editor, not of the model.
    order = [each.path for each in text.rows]
    assert order.index("summary_text") < order.index("fact") < order.index("myth")


def test_only_what_is_missing(desk, translation):
    post(desk, translation, {"title": "عنوان"})
    response = desk.get(address(translation, show="missing"))
    shown = [each.path for group in response.context["groups"] for each in group.rows]
    assert "title" not in shown
    assert "myth" in shown
    # Saving what is shown leaves alone what is not.
    post(desk, translation, {"myth": "أسطورة"})
    assert stored(translation, "title") == "عنوان"


def test_saving_leads_back_and_says_how_many(desk, translation):
    response = post(desk, translation, {"title": "عنوان", "myth": "أسطورة", "fact_again": ""})
    assert response.status_code == 302
    assert response.url == address(translation)
    assert "2 passages are saved." in text_of(desk.get(response.url))
    assert not translation.get_target_instance().live


def test_what_is_wrong_is_said_at_its_place_and_nothing_typed_is_lost(desk, translation):
    response = post(
        desk, translation, {"title": "عنوان", "fact": "<script>alert(1)</script>", "slug": "!!!"}
    )
    assert response.status_code == 200
    page = response.content.decode()
    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;</textarea>" in page
    assert "!!!</textarea>" in page
    for path in ("fact", "slug"):
        assert f'aria-describedby="e-{name(translation, path)}"' in page
    assert stored(translation, "title") == "عنوان"
    assert "1 passage is saved." in page
    assert "2 passages need you" in page


def test_two_people(desk, translation):
    post(desk, translation, {"title": "الأولى"})
    key = name(translation, "title")
    response = post(desk, translation, {"title": "الثانية"}, **{f"seen-{key}": ""})
    page = response.content.decode()
    assert response.status_code == 200
    assert "الأولى" in page
    assert "الثانية</textarea>" in page
    assert stored(translation, "title") == "الأولى"
    rival = token("الأولى")
    # Saving without choosing changes nothing and asks again.
    again = post(desk, translation, {"title": "الثانية"}, **{f"rival-{key}": rival})
    assert again.status_code == 200
    assert stored(translation, "title") == "الأولى"
    choice = {f"rival-{key}": rival, f"choice-{key}": "theirs"}
    assert post(desk, translation, {"title": "الثانية"}, **choice).status_code == 302
    assert stored(translation, "title") == "الأولى"
    choice[f"choice-{key}"] = "mine"
    assert post(desk, translation, {"title": "الثانية"}, **choice).status_code == 302
    assert stored(translation, "title") == "الثانية"


def test_a_third_person_is_a_conflict_again(desk, translation):
    key = name(translation, "title")
    post(desk, translation, {"title": "الأولى"})
    post(desk, translation, {"title": "الثالثة"}, **{f"seen-{key}": token("الأولى")})
    choice = {f"rival-{key}": token("الأولى"), f"choice-{key}": "mine"}
    assert post(desk, translation, {"title": "الثانية"}, **choice).status_code == 200
    assert stored(translation, "title") == "الثالثة"


def test_a_kept_translation_and_everything_typed_are_saved_by_one_click(desk, editor):
    page = make_page(MythPage, myth="They always brake everything.")
    translate(page)
    page = MythPage.objects.get(pk=page.pk)
    page.myth, page.summary_text = "They always break everything.", "Something new in short."
    page.save_revision().publish()
    translation = submit(MythPage.objects.get(pk=page.pk))
    response = desk.get(address(translation))
    [remembered] = next(
        each for each in response.context["text"].rows if each.path == "myth"
    ).remembered
    assert "<del>brake</del><ins>break</ins>" in response.content.decode()
    keep = f"{name(translation, 'myth')}:{remembered.memory.id}"
    response = post(desk, translation, {"myth": "", "summary_text": "باختصار"}, keep=keep)
    assert response.status_code == 302
    assert response.url.endswith(f"#s-{name(translation, 'myth')}")
    assert stored_now(translation, "myth") == remembered.words
    assert stored_now(translation, "summary_text") == "باختصار"


def stored_now(translation: Translation, path: str) -> str | None:
    segment = StringSegment.objects.get(source=translation.source, context__path=path)
    found = StringTranslation.objects.filter(
        translation_of=segment.string, context=segment.context
    ).first()
    return found.data if found else None


@pytest.mark.parametrize("keep", ["", "x", "1-2", "1-2:x", "9-9:9", "1-2:" + "9" * 40, "²-²:²"])
def test_made_up_buttons_keep_nothing(desk, translation, keep):
    assert (
        post(desk, translation, {"title": ""}, keep=keep, read=keep, reset=keep).status_code == 302
    )
    assert stored(translation, "title") is None


def test_a_machines_words_are_confirmed_by_a_button(desk, translation):
    segment = StringSegment.objects.get(source=translation.source, context__path="title")
    StringTranslation.objects.create(
        translation_of=segment.string,
        context=segment.context,
        locale=translation.target_locale,
        data="آلة",
        translation_type="machine",
    )
    response = desk.get(address(translation))
    assert response.context["text"].done == 0
    key = name(translation, "title")
    seen = {f"seen-{key}": token("آلة")}
    post(desk, translation, {"title": "آلة"}, **seen)
    assert row(translation, "title").translation_type == "machine"
    post(desk, translation, {"title": "آلة"}, read=key, **seen)
    assert row(translation, "title").translation_type == "manual"


def test_publishing_what_is_not_whole_names_what_is_missing(desk, translation):
    response = post(desk, translation, {"title": "عنوان"}, do="publish")
    assert response.status_code == 200
    assert not translation.get_target_instance().live
    assert stored(translation, "title") == "عنوان"
    assert [each.path for each in response.context["refused_for"]]
    assert "What you wrote is saved." in text_of(response)


def test_publishing_runs_wagtails_hooks(desk, translation, register_hook):
    called = []
    register_hook("before_publish_page", lambda request, page: called.append(("before", page.live)))
    register_hook("after_publish_page", lambda request, page: called.append(("after", page.live)))
    response = post(desk, translation, whole(translation), do="publish")
    assert response.status_code == 302
    target = translation.get_target_instance()
    assert target.live
    assert target.slug == row(translation, "slug").data
    assert called == [("before", False), ("after", True)]


def test_a_hook_may_stop_publishing(desk, translation, register_hook):
    register_hook("before_publish_page", lambda request, page: HttpResponse("stopped"))
    response = post(desk, translation, whole(translation), do="publish")
    assert response.content == b"stopped"
    assert not translation.get_target_instance().live


@pytest.fixture
def register_hook():
    registered = []

    def register(hook_name, function):
        context = hooks.register_temporarily(hook_name, function)
        context.__enter__()
        registered.append(context)

    yield register
    for context in registered:
        context.__exit__(None, None, None)


@pytest.fixture
def writer(editor):
    """Somebody who may change pages but not publish them."""
    user = make_editor(username="writer")
    group = Group.objects.create(name="Writers of this test")
    for permission in Group.objects.get(name="Editors of this test").permissions.all():
        group.permissions.add(permission)
    for right in GroupPagePermission.objects.filter(
        group__name="Editors of this test", permission__codename="change_page"
    ):
        GroupPagePermission.objects.create(
            group=group, page=right.page, permission=right.permission
        )
    user.groups.set([group])
    return user


@pytest.fixture
def review(translation):
    """A review by one group, assigned to every page."""
    reviewers = Group.objects.create(name="Reviewers of this test")
    for right in GroupPagePermission.objects.filter(group__name="Editors of this test"):
        GroupPagePermission.objects.create(
            group=reviewers, page=right.page, permission=right.permission
        )
    reviewers.permissions.set(Group.objects.get(name="Editors of this test").permissions.all())
    task = GroupApprovalTask.objects.create(name="Reading")
    task.groups.add(reviewers)
    workflow = Workflow.objects.create(name="Careful reading")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.all().delete()
    WorkflowPage.objects.create(workflow=workflow, page=Page.get_first_root_node())
    reviewer = make_editor(username="reviewer")
    reviewer.groups.set([reviewers])
    return reviewer


def test_who_may_not_publish_does_not(translation, writer):
    client = signed_in(writer)
    assert 'value="publish"' not in client.get(address(translation)).content.decode()
    response = post(client, translation, whole(translation), do="publish")
    assert response.status_code in {302, 403}
    assert not translation.get_target_instance().live


def test_who_may_not_edit_gets_nothing(translation):
    stranger = make_editor(username="stranger")
    group = Group.objects.create(name="Strangers of this test")
    group.permissions.set(Group.objects.get(name="Editors of this test").permissions.all())
    stranger.groups.set([group])
    client = signed_in(stranger)
    for url in (
        address(translation),
        reverse("bilingual:preview", args=[translation.pk, "source"]),
        reverse("bilingual:preview", args=[translation.pk, "target"]),
        reverse("bilingual:stop_translation", args=[translation.pk]),
    ):
        for response in (client.get(url), client.post(url, {"do": "save"})):
            assert response.status_code in {302, 403, 405}
            assert "Left &amp; right" not in response.content.decode()
    translation.refresh_from_db()
    assert translation.enabled


def test_a_locked_page_is_read_only_and_says_who_locked_it(desk, translation):
    other = make_editor(username="locker")
    target = translation.get_target_instance()
    target.locked, target.locked_by, target.locked_at = True, other, timezone.now()
    target.save()
    page = desk.get(address(translation)).content.decode()
    assert "locker" in page
    assert 'value="save"' not in page
    assert page.count("<textarea") == page.count("readonly>")
    for action in ("save", "publish"):
        response = post(desk, translation, {"title": "كلمات كثيرة"}, do=action)
        assert response.status_code == 200
        assert "كلمات كثيرة</textarea>" in response.content.decode()
    assert stored(translation, "title") is None
    desk.post(reverse("bilingual:stop_translation", args=[translation.pk]))
    translation.refresh_from_db()
    assert translation.enabled


def test_handing_in_needs_every_passage(review, translation, writer):
    client = signed_in(writer)
    assert "Hand in to Careful reading" in text_of(client.get(address(translation)))
    response = post(client, translation, {"title": "عنوان"}, do="submit")
    assert response.status_code == 200
    assert response.context["refused_for"]
    assert not WorkflowState.objects.exists()
    response = post(client, translation, whole(translation), do="submit", **_seen(translation))
    assert response.status_code == 302
    target = translation.get_target_instance()
    assert target.workflow_in_progress
    assert not target.live
    assert target.get_latest_revision_as_object().title == stored(translation, "title")


def _seen(translation: Translation) -> dict[str, str]:
    return {
        f"seen-{name(translation, path)}": token(stored(translation, path))
        for path in whole(translation)
    }


@pytest.fixture
def handed_in(review, translation, writer):
    response = post(signed_in(writer), translation, whole(translation), do="submit")
    assert response.status_code == 302
    return translation


def test_during_a_review_only_reviewers_write(handed_in, writer, review, desk):
    for client in (signed_in(writer), desk):
        response = post(client, handed_in, {"title": "آخر"}, do="save", **_seen(handed_in))
        assert response.status_code == 200
        assert stored(handed_in, "title") != "آخر"
    response = post(desk, handed_in, {}, do="publish")
    assert not handed_in.get_target_instance().live
    response = post(signed_in(review), handed_in, {"title": "أفضل"}, do="save", **_seen(handed_in))
    assert response.status_code == 302
    # What the reviewers see is what was saved.
    assert handed_in.get_target_instance().get_latest_revision_as_object().title == "أفضل"


def test_approving_publishes_what_the_reviewer_sees(handed_in, review):
    client = signed_in(review)
    assert 'value="review:approve"' in client.get(address(handed_in)).content.decode()
    response = post(client, handed_in, {"title": "أفضل"}, do="review:approve", **_seen(handed_in))
    assert response.status_code == 302
    target = handed_in.get_target_instance()
    assert (target.live, target.title) == (True, "أفضل")


def test_nobody_approves_their_own(handed_in, writer):
    response = post(signed_in(writer), handed_in, {}, do="review:approve")
    assert response.status_code in {200, 302, 403}
    assert not handed_in.get_target_instance().live


def test_sending_back_and_handing_in_again(handed_in, review, writer):
    post(signed_in(review), handed_in, {}, do="review:reject", comment="لا")
    target = handed_in.get_target_instance()
    assert target.current_workflow_state.status == "needs_changes"
    assert "Hand in again" in text_of(signed_in(writer).get(address(handed_in)))
    post(signed_in(writer), handed_in, {}, do="submit")
    assert handed_in.get_target_instance().workflow_in_progress


def test_who_handed_it_in_may_take_it_back(handed_in, writer):
    client = signed_in(writer)
    assert 'value="cancel"' in client.get(address(handed_in)).content.decode()
    assert post(client, handed_in, {}, do="cancel").status_code == 302
    assert not handed_in.get_target_instance().workflow_in_progress


def test_a_source_that_changes_while_somebody_writes_loses_nothing(desk, translation):
    fields = {f"words-{name(translation, 'title')}": "عنوان"}
    page = translation.source.get_source_instance()
    page.title = "Left and right"
    page.save_revision().publish()
    submit(MythPage.objects.get(pk=page.pk))
    response = desk.post(address(translation), fields)
    assert response.status_code == 200
    assert response.context["outdated"] == ["عنوان"]
    rows = {each.path: each for each in response.context["text"].rows}
    assert [each.words for each in rows["title"].remembered] == ["عنوان"]


def test_values_that_may_differ(desk, editor):
    translation = submit(make_page(MythPage, fact=LINKED, social_image=make_image()))
    response = desk.get(address(translation))
    values = {each.path: each for each in response.context["text"].values}
    link = values["fact.'https://one.example/'"]
    data = {f"value-{link.context_id}": "javascript:alert(1)", f"token-{link.context_id}": ""}
    response = desk.post(address(translation), data)
    assert response.status_code == 200
    assert "javascript:alert(1)" in response.content.decode()
    data[f"value-{link.context_id}"] = "https://one.example/ar/"
    assert desk.post(address(translation), data).status_code == 302
    values = {each.path: each for each in desk.get(address(translation)).context["text"].values}
    link = values["fact.'https://one.example/'"]
    assert link.own == "https://one.example/ar/"
    data[f"token-{link.context_id}"] = link.seen
    desk.post(address(translation), {**data, "reset": str(link.context_id)})
    values = {each.path: each for each in desk.get(address(translation)).context["text"].values}
    assert not values["fact.'https://one.example/'"].is_own
    assert "image-chooser" in values["social_image"].field_html


def test_previews_of_both_languages_may_be_framed_by_the_admin_alone(desk, translation):
    post(desk, translation, {"title": "عنوان جديد"})
    for side, words in (("source", "Left &amp; right"), ("target", "عنوان جديد")):
        response = desk.get(reverse("bilingual:preview", args=[translation.pk, side]))
        assert response.status_code == 200
        assert words in response.content.decode()
        assert response["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert desk.get(reverse("bilingual:preview", args=[0, "source"])).status_code == 404


def test_stopping_asks_first_and_leads_to_the_usual_editor(desk, translation):
    url = reverse("bilingual:stop_translation", args=[translation.pk])
    assert desk.get(url).status_code == 200
    translation.refresh_from_db()
    assert translation.enabled
    response = desk.post(url, follow=True)
    assert 'id="page-edit-form"' in response.content.decode()
    # And back again from there.
    response = desk.post(address(translation), {"localize-restart-translation": "1"}, follow=True)
    assert response.templates[0].name == "bilingual/editor/editor.html"


def test_localizes_own_ways_past_us_are_shut(desk, translation):
    segment = StringSegment.objects.filter(source=translation.source).first()
    base = f"/admin/localize/translate/{translation.pk}"
    for url in (
        f"{base}/strings/{segment.pk}/edit/",
        f"{base}/overrides/{segment.pk}/edit/",
    ):
        for method in (desk.put, desk.post, desk.delete, desk.get):
            assert method(url).status_code == 404
    assert desk.get(f"{base}/disable/").status_code == 200
    translation.refresh_from_db()
    assert translation.enabled


def test_a_restoring_revision_or_autosave_does_not_pass_by(desk, translation):
    target = translation.get_target_instance()
    revision = target.save_revision()
    url = reverse("wagtailadmin_pages:revisions_revert", args=[target.pk, revision.pk])
    assert desk.get(url).templates[0].name == "bilingual/editor/editor.html"
    response = desk.post(
        address(translation), {"title": "X"}, headers={"accept": "application/json"}
    )
    assert StandardPage.objects.filter(title="X").count() == 0
    assert response.status_code in {302, 400}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_number_of_queries_does_not_grow(desk, editor, language, django_assert_max_num_queries):
    UserProfile.objects.update_or_create(user=editor, defaults={"preferred_language": language})
    counts = []
    for paragraphs in (1, 3, 12):
        fact = "".join(
            f"<p>Sentence {number}, page {paragraphs}.</p>" for number in range(paragraphs)
        )
        translation = submit(make_page(MythPage, fact=fact, sources=1))
        translated = StringSegment.objects.filter(source=translation.source).first()
        StringTranslation.objects.update_or_create(
            translation_of=translated.string,
            context=translated.context,
            locale=translation.target_locale,
            defaults={"data": "كلمات", "last_translated_by": editor},
        )
        desk.get(address(translation))  # caches warm
        with django_assert_max_num_queries(100) as captured:
            desk.get(address(translation))
        counts.append(len(captured))
    assert len(set(counts)) == 1, counts


@pytest.fixture
def banner(editor):
    english = Banner(text="Bring water.", locale=Locale.objects.get(language_code="en"), live=False)
    english.save()
    english.save_revision().publish()
    source, _created = TranslationSource.update_or_create_from_instance(
        Banner.objects.get(pk=english.pk)
    )
    arabic = Locale.objects.get(language_code="ar")
    translation = Translation.objects.create(source=source, target_locale=arabic)
    translation.save_target(publish=False)
    return translation


def test_a_snippet_is_translated_and_published_the_same_way(banner):
    chief = get_user_model().objects.create_superuser("chief", "chief@sanad.example", PASSWORD)
    client = signed_in(chief)
    target = banner.get_target_instance()
    url = reverse(target.snippet_viewset.get_url_name("edit"), args=[target.pk])
    response = client.get(url)
    assert response.templates[0].name == "bilingual/editor/editor.html"
    key = name(banner, "text")
    response = client.post(url, {f"words-{key}": "ط" * 241})
    assert response.status_code == 200
    response = client.post(url, {f"words-{key}": "", "do": "publish"})
    assert not banner.get_target_instance().live
    response = client.post(url, {f"words-{key}": "أحضروا ماءً.", "do": "publish"})
    assert response.status_code == 302
    published = banner.get_target_instance()
    assert (published.live, published.text) == (True, "أحضروا ماءً.")
    assert client.get(reverse("bilingual:preview", args=[banner.pk, "target"])).status_code == 200


def test_a_snippet_of_another_keeper_is_refused(banner, desk):
    target = banner.get_target_instance()
    url = reverse(target.snippet_viewset.get_url_name("edit"), args=[target.pk])
    desk.post(url, {f"words-{name(banner, 'text')}": "دخيل"})
    assert stored(banner, "text") is None
