"""Whoever holds no living grant gets the answer of a missing page, whoever they are."""

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.urls import get_resolver, reverse
from wagtail.models import ReferenceIndex

from support.domain.recusing import recuse
from support.models import Exclusion, HelpRequest
from tests.factories import support, vault
from tests.support.desk import Desk, address, soup
from vault.domain import keys
from vault.models import AccessLogEntry, Envelope, Grant, SealedMessage, StaffKey

pytestmark = pytest.mark.django_db

NAMES = (
    "request",
    "share",
    "close",
    "reopen",
    "note",
    "draft",
    "step_in",
    "recuse",
    "hand_over",
)
POSTS_ALONE = ("reopen", "note", "draft", "step_in")


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False


@pytest.fixture
def request_(open_form) -> HelpRequest:
    """A request that others hold."""
    return support.submit(open_form).request


def stranger(open_form) -> User:
    """A volunteer with a key, to whom this request was not entrusted."""
    return support.make_volunteer().user


def without_profile(open_form) -> User:
    """Somebody who works on pages."""
    return vault.UserFactory()


def superuser(open_form) -> User:
    """Who may do everything else."""
    return vault.UserFactory(is_superuser=True)


def superuser_with_profile(open_form) -> User:
    """Who made themselves a volunteer afterwards."""
    return support.make_volunteer(user=vault.UserFactory(is_superuser=True)).user


def late_coordinator(open_form) -> User:
    """A coordinator who came after the request."""
    return support.make_volunteer(is_duty_coordinator=True).user


def holder_of_a_revoked_key(open_form) -> User:
    """Whose key opened the request once."""
    user = open_form.coordinator.user
    keys.revoke_staff_key(key=StaffKey.objects.get(user=user))
    return user


def holder_of_a_new_key(open_form) -> User:
    """Who lost their key and made another."""
    user = holder_of_a_revoked_key(open_form)
    vault.make_staff_key(user=user)
    return user


def holder_of_a_revoked_grant(open_form) -> User:
    """From whom the grant was taken."""
    user = open_form.coordinator.user
    Grant.objects.filter(staff_key__user=user).delete()
    return user


def former_volunteer(open_form) -> User:
    """Whose profile was removed, although the key lives."""
    user = open_form.coordinator.user
    open_form.coordinator.delete()
    return User.objects.get(pk=user.pk)


def recused(open_form) -> User:
    """A volunteer with a key who said that they may know the person."""
    request = HelpRequest.objects.get()
    recuse(request=request, profile=request.assigned_to)
    return request.assigned_to.user


def shut_out_with_a_grant(open_form) -> User:
    """Whom the visitor shut out, and to whom somebody granted it all the same."""
    request = HelpRequest.objects.get()
    Exclusion.objects.create(request=request, profile=request.assigned_to, why="shut_out")
    return request.assigned_to.user


SHUT_OUT = (
    stranger,
    without_profile,
    superuser,
    superuser_with_profile,
    late_coordinator,
    holder_of_a_revoked_key,
    holder_of_a_new_key,
    holder_of_a_revoked_grant,
    former_volunteer,
    recused,
    shut_out_with_a_grant,
)


def seen(response: HttpResponse) -> tuple:
    """Return all that a browser gets, but for the time."""
    headers = {name: value for name, value in response.items() if name not in {"Expires", "Date"}}
    return response.status_code, response.content, headers, response.cookies.output()


def test_every_address_of_a_request_is_looked_at():
    """Pictures and keeping for longer, which not every reader may, are looked at in their own."""
    patterns = get_resolver("support.desk.urls").url_patterns
    named = {row.name for row in patterns if "request_id" in str(row.pattern)}
    assert named == {*NAMES, "picture", "keep"}


@pytest.mark.parametrize("who", SHUT_OUT, ids=lambda who: who.__name__)
@pytest.mark.parametrize("is_unlocked", [False, True], ids=["locked", "unlocked"])
def test_no_living_grant_is_the_same_as_no_record(open_form, request_, who, is_unlocked):
    user = who(open_form)
    someone = support.make_volunteer()
    desk = Desk(user)
    if is_unlocked and StaffKey.objects.filter(user=user, revoked_at=None).exists():
        assert desk.unlock().status_code == 302
    for name in NAMES:
        missing = seen(desk.client.get(address(None, name)))
        assert missing[0] == (405 if name in POSTS_ALONE else 404)
        assert seen(desk.client.get(address(request_, name))) == missing
        data = {
            "body": "x",
            "note": "x",
            "reason": "other",
            "passphrase": vault.PASSPHRASE,
            "volunteer": str(someone.pk),
        }
        missing = seen(desk.client.post(address(None, name), data))
        assert missing[0] == 404
        assert seen(desk.client.post(address(request_, name), data)) == missing
    assert str(request_.pk) not in desk.inbox().content.decode()
    assert SealedMessage.objects.count() == 1
    request_.refresh_from_db()
    assert request_.is_open
    assert not AccessLogEntry.objects.exists()
    assert not Grant.objects.filter(staff_key__user=someone.user).exists()


def test_missing_page_of_the_desk_is_like_any_missing_page_of_the_admin(open_form):
    desk = Desk(stranger(open_form))
    assert seen(desk.client.get(address(None)))[:2] == seen(desk.client.get("/admin/nowhere/"))[:2]


@pytest.mark.parametrize("who", [without_profile, superuser, former_volunteer])
def test_without_a_profile_there_is_no_desk(open_form, who):
    desk = Desk(who(open_form))
    assert desk.inbox().status_code == 404
    assert desk.client.post(reverse("support_desk:availability")).status_code == 404
    home = desk.client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("support_desk:inbox") not in home


@pytest.mark.parametrize("name", ["inbox", *NAMES])
def test_nobody_signed_in_is_sent_to_sign_in(client, request_, name):
    args = [] if name == "inbox" else [request_.pk]
    target = reverse(f"support_desk:{name}", args=args)
    missing = target.replace(str(request_.pk), "00000000-0000-4000-8000-000000000000")
    for where in (target, missing):
        response = client.get(where)
        assert response.status_code == 302
        assert response["Location"] == f"{reverse('wagtailadmin_login')}?next={where}"


def test_account_that_was_closed_is_signed_out_with_its_desk(open_form, request_):
    desk = Desk(request_.assigned_to.user)
    desk.unlock()
    User.objects.filter(pk=desk.user.pk).update(is_active=False)
    assert desk.open(request_)["Location"].startswith(reverse("wagtailadmin_login"))


def test_grant_of_another_record_opens_nothing(open_form, request_):
    """Somebody writes to the database: copies a grant's secret from a record that they may open."""
    other = support.submit(open_form).request
    intruder = support.make_volunteer()
    mine = Grant.objects.get(envelope=other.envelope, staff_key__user=open_form.coordinator.user)
    Grant.objects.create(
        envelope=request_.envelope,
        staff_key=StaffKey.objects.get(user=intruder.user),
        sealed_secret=mine.sealed_secret,
        granted_at=mine.granted_at,
    )
    desk = Desk(intruder.user)
    desk.unlock()
    desk.step_in(request_)
    assert request_.access.filter(profile=intruder).exists(), "which is in the open, too"
    assert seen(desk.open(request_)) == seen(desk.client.get(address(None)))


def test_forms_of_the_desk_want_a_csrf_token(open_form, request_):
    desk = Desk(request_.assigned_to.user)
    desk.unlock()
    desk.client.handler.enforce_csrf_checks = True
    assert desk.reply(request_, "x").status_code == 403
    for name in NAMES:
        assert desk.client.post(address(request_, name)).status_code == 403
    assert desk.client.post(reverse("vault_desk:lost_key")).status_code == 403
    assert desk.unlock().status_code == 403
    assert SealedMessage.objects.count() == 1


def test_each_form_of_the_desk_carries_its_csrf_token(open_form, request_):
    desk = Desk(request_.assigned_to.user)
    keyless = Desk(support.make_volunteer(has_key=False).user)
    key, lock = reverse("vault_desk:key"), reverse("vault_desk:lock")
    locked = [desk.inbox(), desk.client.get(reverse("vault_desk:unlock"))]
    locked += [desk.client.get(key), desk.reply(request_, "x")]
    locked += [keyless.client.get(key), keyless.client.post(key)]
    desk.unlock()
    pages = [*locked, desk.inbox(), desk.client.get(key), desk.open(request_)]
    pages += [desk.client.get(address(request_, "close"))]
    pages += [desk.client.get(reverse("vault_desk:lost_key"))]
    support.make_volunteer()
    coordinator = Desk(open_form.coordinator.user)
    coordinator.unlock()
    pages.append(coordinator.open(request_))
    coordinator.step_in(request_)
    pages.append(coordinator.open(request_))
    pages += [desk.client.get(address(request_, name)) for name in ("recuse", "hand_over")]
    forms = [form for page in pages for form in soup(page).main.select("form[method=post]")]
    assert sum(form.get("action") == lock for form in forms) == 4
    for name in ("note", "step_in"):
        assert sum(form.get("action") == address(request_, name) for form in forms) >= 1
    assert sum(form.get("action") == address(request_, "share") for form in forms) == 1
    assert len(forms) >= 17
    for form in forms:
        assert form.find("input", {"name": "csrfmiddlewaretoken"})["value"], form


def test_pages_say_the_same_origin_to_their_own_forms_only(open_form, request_):
    """TRAPS E16: under `no-referrer` Chromium posts `Origin: null`, and Django refuses."""
    desk = Desk(request_.assigned_to.user)
    for page in (desk.inbox(), desk.client.get(reverse("vault_desk:unlock"))):
        assert page["Referrer-Policy"] == "same-origin"


def test_trap_e12_no_part_of_the_admin_lists_requests_or_keys(open_form, request_):
    """No listing, history, export or index of Wagtail's knows them."""
    hidden = {HelpRequest, *apps.get_app_config("vault").get_models()}
    assert Grant in hidden
    assert not hidden & ReferenceIndex.indexed_models
    assert not hidden & ReferenceIndex.tracked_models
    shown = {
        getattr(getattr(pattern.callback, "view_class", None), "model", None)
        or (getattr(pattern.callback, "view_initkwargs", None) or {}).get("model")
        for pattern in _patterns(get_resolver().url_patterns)
    }
    assert not hidden & shown
    assert HelpRequest.topic.field.related_model in shown, "the walk finds what is registered"


def _patterns(patterns):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from _patterns(pattern.url_patterns)
        else:
            yield pattern


def test_trap_e12_a_terms_usage_names_no_request(open_form, request_):
    desk = Desk(superuser(open_form))
    topic = request_.topic
    usage = desk.client.get(reverse("topics:usage", args=[topic.pk]))
    assert usage.status_code == 200
    assert str(request_.pk) not in usage.content.decode()


def test_volunteer_sees_the_desk_and_their_account_and_nothing_else(open_form, request_):
    desk = Desk(request_.assigned_to.user)
    home = desk.client.get(reverse("wagtailadmin_home"))
    props = soup(home).find("script", id="wagtail-sidebar-props").string
    for shown in ("/admin/desk/", "/admin/account/", "/admin/logout/"):
        assert shown in props
    for hidden in (
        "/admin/pages/",
        "/admin/images/",
        "/admin/documents/",
        "/admin/reports/",
        "/admin/localize/",
        "/admin/users/",
        "/admin/snippets/",
        "/admin/topics/",
        "wagtail.org",
    ):
        assert hidden not in props
    assert "1 request needs an answer." in soup(home).get_text(" ")


@pytest.mark.parametrize("rows", [1, 3])
def test_home_page_asks_the_database_equally_often(open_form, django_assert_num_queries, rows):
    for _ in range(rows):
        support.submit(open_form)
    desk = Desk(open_form.coordinator.user)
    home = reverse("wagtailadmin_home")
    desk.client.get(home)
    with django_assert_num_queries(18):
        desk.client.get(home)


def test_envelopes_survive_none_of_this(open_form, request_):
    """The records above are real: they open for those who hold them."""
    assert Envelope.objects.count() == 1
    desk = Desk(request_.assigned_to.user)
    desk.unlock()
    assert desk.open(request_).status_code == 200


def test_what_is_not_there_says_so_in_both_languages(open_form, request_):
    answer = Desk(stranger(open_form)).open(request_)
    assert answer.status_code == 404
    page = soup(answer)
    assert page.h1.text == "لا يوجد شيء هنا"
    assert page.select_one("section[lang=en] h2").text == "There is nothing here"
    assert {link["href"] for link in page.select("main a")} == {reverse("wagtailadmin_home")}
    assert "Wagtail" not in page.get_text()
