"""What is taken down, moved or closed in the admin says so first, and does so in both languages."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, Page, PageViewRestriction

from home.models import Banner, StandardPage
from tests.factories.pages import make_both, make_page, make_site
from tests.factories.people import make_editor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def without_second_factor(settings) -> None:
    settings.WAGTAIL_2FA_REQUIRED = False


@pytest.fixture
def desk() -> Client:
    """An editor of both languages."""
    client = Client()
    client.force_login(make_editor())
    return client


@pytest.fixture
def arabic_desk() -> Client:
    """Somebody who may change and publish the Arabic pages alone."""
    user = make_editor(username="translator")
    group = Group.objects.create(name="Arabic only")
    group.permissions.set(user.groups.get().permissions.all())
    for rights in GroupPagePermission.objects.filter(group=user.groups.get()):
        GroupPagePermission.objects.create(
            group=group, page=make_site().ar, permission=rights.permission
        )
    user.groups.set([group])
    client = Client()
    client.force_login(user)
    return client


def ask(client: Client, name: str, *args) -> str:
    answer = client.get(reverse(f"wagtailadmin_pages:{name}", args=args), secure=True)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").find("main").get_text(" ", strip=True)


def do(client: Client, name: str, *args, **data) -> str:
    answer = client.post(
        reverse(f"wagtailadmin_pages:{name}", args=args), data, secure=True, follow=True
    )
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)


def live(both: dict[str, Page]) -> set[str]:
    keys = {page.pk: code for code, page in both.items()}
    found = Page.objects.filter(pk__in=keys, live=True)
    return {keys[page.pk] for page in found}


def there(both: dict[str, Page]) -> set[str]:
    return {code for code, page in both.items() if Page.objects.filter(pk=page.pk).exists()}


class TestUnpublish:
    def test_it_names_what_goes_down_and_takes_both(self, desk) -> None:
        both = make_both(StandardPage)
        text = ask(desk, "unpublish", both["en"].pk)
        assert both["ar"].title in text
        assert both["en"].title in text
        do(desk, "unpublish", both["en"].pk)
        assert live(both) == set()

    def test_one_language_alone_when_chosen(self, desk) -> None:
        both = make_both(StandardPage)
        do(desk, "unpublish", both["ar"].pk, languages="this")
        assert live(both) == {"en"}

    def test_who_may_change_one_language_takes_that_one_down(self, arabic_desk) -> None:
        both = make_both(StandardPage)
        assert "ask an editor" in ask(arabic_desk, "unpublish", both["ar"].pk)
        do(arabic_desk, "unpublish", both["ar"].pk, languages="both")
        assert live(both) == {"en"}

    def test_what_is_below_goes_down_in_both(self, desk) -> None:
        parent = make_both(StandardPage)
        child = make_both(StandardPage, parent=Page.objects.get(pk=parent["en"].pk))
        do(desk, "unpublish", parent["en"].pk, include_descendants="on")
        assert live(parent) == live(child) == set()


class TestDelete:
    def test_it_names_what_goes_and_takes_both(self, desk) -> None:
        both = make_both(StandardPage)
        text = ask(desk, "delete", both["ar"].pk)
        assert both["en"].title in text
        do(desk, "delete", both["ar"].pk)
        assert there(both) == set()

    def test_one_language_alone_when_chosen(self, desk) -> None:
        both = make_both(StandardPage)
        do(desk, "delete", both["ar"].pk, languages="this")
        assert there(both) == {"en"}

    def test_who_may_change_one_language_deletes_that_one(self, arabic_desk) -> None:
        both = make_both(StandardPage)
        do(arabic_desk, "delete", both["ar"].pk, languages="both")
        assert there(both) == {"en"}
        assert live(both) == {"en"}


class TestMove:
    def test_it_names_what_moves_and_moves_both(self, desk) -> None:
        parent, both = make_both(StandardPage), make_both(StandardPage)
        arguments = (both["en"].pk, parent["en"].pk)
        assert both["ar"].title in ask(desk, "move_confirm", *arguments)
        do(desk, "move_confirm", *arguments)
        assert Page.objects.get(pk=both["ar"].pk).get_parent().pk == parent["ar"].pk

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_a_parent_without_a_translation_is_refused_in_words(self, desk, method) -> None:
        parent, both = make_page(StandardPage), make_both(StandardPage)
        url = reverse("wagtailadmin_pages:move_confirm", args=[both["en"].pk, parent.pk])
        answer = getattr(desk, method)(url, secure=True, follow=True)
        assert f"Translate “{parent.title}” first" in answer.content.decode()
        assert Page.objects.get(pk=both["en"].pk).get_parent().pk == make_site().en.pk

    def test_an_address_that_is_taken_in_the_other_language_is_refused(self, desk) -> None:
        parent, both = make_both(StandardPage), make_both(StandardPage)
        other = make_both(StandardPage, parent=Page.objects.get(pk=parent["en"].pk))
        Page.objects.filter(pk=other["ar"].pk).update(slug=both["ar"].slug)
        text = do(desk, "move_confirm", both["en"].pk, parent["en"].pk)
        assert both["ar"].slug in text
        assert Page.objects.get(pk=both["en"].pk).get_parent().pk == make_site().en.pk

    def test_who_may_change_one_language_moves_none(self, arabic_desk) -> None:
        parent, both = make_both(StandardPage), make_both(StandardPage)
        do(arabic_desk, "move_confirm", both["ar"].pk, parent["ar"].pk)
        assert Page.objects.get(pk=both["ar"].pk).get_parent().pk == make_site().ar.pk


class TestPrivacy:
    def test_it_closes_both_and_says_so(self, desk) -> None:
        both = make_both(StandardPage)
        url = reverse("wagtailadmin_pages:set_privacy", args=[both["en"].pk])
        assert both["ar"].title in desk.get(url, secure=True).json()["html"]
        desk.post(url, {"restriction_type": "login"}, secure=True)
        closed = PageViewRestriction.objects.values_list("page_id", flat=True)
        assert set(closed) == {page.pk for page in both.values()}

    # A refusal inside a deletion spoils the transaction that tests run in.
    @pytest.mark.django_db(transaction=True)
    def test_who_may_change_one_language_opens_none(self, arabic_desk) -> None:
        both = make_both(StandardPage)
        PageViewRestriction.objects.create(page=both["en"], restriction_type="login")
        url = reverse("wagtailadmin_pages:set_privacy", args=[both["ar"].pk])
        answer = arabic_desk.post(
            url,
            {"restriction_type": "none"},
            secure=True,
            headers={"X-Requested-With": "XMLHttpRequest"},
        )
        assert answer.status_code == 409
        assert PageViewRestriction.objects.count() == 2


@pytest.mark.parametrize("action", ["unpublish", "delete", "move"])
def test_many_at_once_follow_too_and_need_both_rights(desk, arabic_desk, action) -> None:
    parent, both = make_both(StandardPage), make_both(StandardPage)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    before = (live(both), there(both))
    arabic_desk.post(f"{url}?id={both['ar'].pk}", {"chooser": parent["ar"].pk}, secure=True)
    assert (live(both), there(both)) == before
    desk.post(f"{url}?id={both['ar'].pk}", {"chooser": parent["ar"].pk}, secure=True)
    if action == "move":
        assert Page.objects.get(pk=both["en"].pk).get_parent().pk == parent["en"].pk
    else:
        assert live(both) == set()
        assert there(both) == (set() if action == "delete" else {"ar", "en"})
    assert Page.find_problems() == ([], [], [], [], [])


def test_publishing_many_at_once_puts_no_mixed_page_up(desk) -> None:
    page = make_page(StandardPage)
    from tests.bilingual.test_publishing import submit

    target = submit(page).get_target_instance()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = desk.post(f"{url}?id={target.pk}", secure=True, follow=True)
    assert "not translated yet" in answer.content.decode()
    assert not Page.objects.get(pk=target.pk).live


@pytest.mark.parametrize("view", ["unpublish", "delete"])
def test_a_banner_names_the_other_language_that_goes_too(view) -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("admin", password="x"))
    make_site()
    english = Banner.objects.create(text="Read this", locale=Locale.get_default(), live=True)
    arabic = english.copy_for_translation(Locale.objects.get(language_code="ar"))
    arabic.text = "اقرأوا هذا"
    arabic.save()
    url = reverse(f"wagtailsnippets_home_banner:{view}", args=[english.pk])
    assert "اقرأوا هذا" in client.get(url, secure=True).content.decode()
