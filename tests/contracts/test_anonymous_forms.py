"""Forms without a cookie: which views take them, what proves a page ours, and what never does."""

import base64
import re
import secrets
from datetime import timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.conf import settings
from django.core import signing
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver
from rest_framework.authentication import SessionAuthentication

from core import anonymous_forms, honeypot
from core.anonymous_forms import Verdict
from tests.factories.support import open_form as make_open_form
from tests.support.visitor import Visitor, hidden, token
from vault.models import OpenReturn

EXEMPT = {
    "resources.directory.reporting.service_report",
    "resources.directory.suggesting.suggest_service",
    "support.views.asking.ask",
    "support.views.contact.contact",
    "support.views.conversation.conversation",
    "support.views.deleting.delete",
    "support.views.shutting_out.shut_out",
    "vault.views.close_return",
    "vault.views.return_page",
}
# It changes nothing, so it has nothing to protect (tests/home/test_search_view.py).
READS_ALONE = {"home.search_views.search"}
HOUR = 3600


def views(patterns=None) -> set:
    """Return every view of the site."""
    found = set()
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            found |= views(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            found.add(pattern.callback)
    return found


def post(form_token: str | None, *, site: str | None, origin: str | None = None):
    """Return a post as a browser sends it."""
    said = {"Sec-Fetch-Site": site, "Origin": origin}
    headers = {name: value for name, value in said.items() if value is not None}
    data = {} if form_token is None else {anonymous_forms.TOKEN_FIELD: form_token}
    return RequestFactory().post("/", data, headers=headers)


def verdict(
    form_token: str | None, *, site: str | None = "same-origin", origin: str | None = None
) -> Verdict:
    return anonymous_forms.check(post(form_token, site=site, origin=origin)).verdict


@pytest.fixture
def at(monkeypatch):
    """Set the clock that signs and judges tokens, in seconds."""

    def set_(seconds: float) -> None:
        monkeypatch.setattr(signing.time, "time", lambda: seconds)

    return set_


def test_exactly_these_views_do_without_djangos_check():
    names = {
        f"{view.__module__}.{view.__qualname__}"
        for view in views()
        if getattr(view, "csrf_exempt", False) and not _checks_by_itself(view)
    }
    assert names == EXEMPT | READS_ALONE


def _checks_by_itself(view) -> bool:
    # Django REST framework exempts its views and checks again for whoever has a session.
    view_class = getattr(view, "cls", None)
    return view_class is not None and SessionAuthentication in view_class.authentication_classes


def test_each_of_them_gives_its_reason_where_it_is_exempted():
    for module in {name.rsplit(".", 1)[0] for name in EXEMPT}:
        top = "site" if module.startswith("vault") else "."
        source = Path(settings.BASE_DIR, top, *module.split(".")).with_suffix(".py").read_text()
        assert "anonymous_forms.check" in source
        for line in re.findall(r"^@csrf_exempt.*$", source, re.MULTILINE):
            reason = source.split(line)[0].rstrip().endswith("test_anonymous_forms.py).")
            assert reason or "# as above" in line or "# see the head" in line


@pytest.mark.parametrize(
    ("site", "expected"),
    [
        ("same-origin", Verdict.GENUINE),
        (None, Verdict.GENUINE),
        ("cross-site", Verdict.FOREIGN),
        ("same-site", Verdict.FOREIGN),
        ("none", Verdict.FOREIGN),
        ("", Verdict.FOREIGN),
        ("SAME-ORIGIN", Verdict.FOREIGN),
        ("same-origin, cross-site", Verdict.FOREIGN),
    ],
)
def test_what_the_browser_says_of_a_genuine_form(site, expected):
    assert verdict(anonymous_forms.issue_token(), site=site) is expected


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        ("http://testserver", Verdict.GENUINE),
        ("https://testserver", Verdict.FOREIGN),
        ("http://testserver:8000", Verdict.FOREIGN),
        ("https://evil.example", Verdict.FOREIGN),
        ("null", Verdict.FOREIGN),
        ("", Verdict.FOREIGN),
    ],
)
def test_older_browsers_say_where_a_form_came_from_by_its_origin(origin, expected):
    """Anybody can fetch a token and have others post it: the token alone proves too little."""
    assert verdict(anonymous_forms.issue_token(), site=None, origin=origin) is expected


@pytest.mark.parametrize(
    "form_token",
    [
        None,
        "",
        "x",
        ":",
        "::",
        "a:b:c",
        "\x00",
        "توقيع",
        "A" * 100_000,
        base64.urlsafe_b64encode(b"n" * 32).decode(),
    ],
)
def test_form_without_a_genuine_token_proves_nothing_alone(form_token):
    assert verdict(form_token, site=None) is Verdict.FOREIGN
    # Our page, says the browser: shown again with a new token, taken in it is not.
    assert verdict(form_token) is Verdict.EXPIRED


def test_any_change_to_a_token_is_noticed():
    genuine = anonymous_forms.issue_token()
    for place in range(len(genuine)):
        other = "A" if genuine[place] != "A" else "B"
        changed = genuine[:place] + other + genuine[place + 1 :]
        assert verdict(changed, site=None) is Verdict.FOREIGN


def test_token_signed_for_something_else_or_with_another_key_is_refused(settings):
    nonce = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    elsewhere = signing.TimestampSigner(salt="another form").sign(nonce)
    assert verdict(elsewhere, site=None) is Verdict.FOREIGN
    genuine = anonymous_forms.issue_token()
    before, settings.SECRET_KEY = settings.SECRET_KEY, "another key"
    assert verdict(genuine, site=None) is Verdict.FOREIGN
    settings.SECRET_KEY_FALLBACKS = [before]
    assert verdict(genuine, site=None) is Verdict.GENUINE


@pytest.mark.parametrize("length", [0, 31, 33])
def test_signed_nonce_of_another_length_is_refused(length):
    signer = signing.TimestampSigner(salt="core.anonymous_forms")
    form_token = signer.sign(base64.urlsafe_b64encode(b"n" * length).decode())
    assert verdict(form_token) is Verdict.FOREIGN


def test_token_lives_for_twelve_hours(at):
    at(1_000_000)
    genuine = anonymous_forms.issue_token()
    at(1_000_000 + 12 * HOUR)
    assert verdict(genuine) is Verdict.GENUINE
    at(1_000_000 + 12 * HOUR + 1)
    assert verdict(genuine) is Verdict.EXPIRED
    assert verdict(genuine, site=None) is Verdict.EXPIRED


def test_each_form_has_a_nonce_of_its_own_that_check_gives_back():
    tokens = {anonymous_forms.issue_token() for _ in range(50)}
    nonces = {anonymous_forms.check(post(one, site="same-origin")).nonce for one in tokens}
    assert len(tokens) == len(nonces) == 50
    assert {len(nonce) for nonce in nonces} == {32}
    assert anonymous_forms.check(post("x", site="same-origin")).nonce is None


def test_check_tells_how_long_a_genuine_form_was_open_and_of_no_other(at):
    at(1_000_000)
    genuine = anonymous_forms.issue_token()
    for seconds in (0, 2, 600, 12 * HOUR):
        at(1_000_000 + seconds)
        check = anonymous_forms.check(post(genuine, site="same-origin"))
        assert check.age == timedelta(seconds=seconds)
    at(1_000_000 + 12 * HOUR + 1)
    for form_token in (genuine, "x", None):
        check = anonymous_forms.check(post(form_token, site="same-origin"))
        assert (check.nonce, check.age) == (None, timedelta(0))


def test_field_that_nobody_sees_is_hidden_from_whatever_fills_in_forms():
    page = render_to_string("components/honeypot.html", {"value": '"><b>'})
    (field,) = BeautifulSoup(page, "html.parser").find_all("input")
    assert field["name"] == honeypot.FIELD
    assert (field["tabindex"], field["autocomplete"]) == ("-1", "off")
    assert field["value"] == '"><b>'
    assert {"hidden", "inert", "aria-hidden"} <= set(field.parent.attrs)
    # What browsers and password managers look for in the name of a field.
    known = "name mail phone tel address street city country zip post web url user card date"
    assert not any(word in field["name"] for word in known.split())
    assert "id" not in field.attrs


def test_every_public_form_that_posts_carries_a_token():
    forms = 0
    names = ("support", "vault", "resources/directory")
    folders = [Path(settings.BASE_DIR, "templates", name) for name in names]
    for path in (found for folder in folders for found in folder.glob("*.html")):
        for form in re.findall(r"<form\b.*?</form>", path.read_text(), re.DOTALL):
            if 'method="post"' in form:
                forms += 1
                assert "form_token" in form, path
                assert "csrf" not in form, path
    assert forms == 12


def everything() -> dict:
    """Return every row of every table of ours and of the queue."""
    return {
        model: list(model.objects.order_by("pk").values())
        for app in ("support", "vault", "django_tasks_database")
        if app in apps.app_configs
        for model in apps.get_app_config(app).get_models()
        if model is not OpenReturn  # notes when a code was last used
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("tail", "extra", "statuses"),
    [
        ("support/", {"step": "send"}, {403}),
        ("support/conversation/", {"body": "More"}, {403}),
        ("support/conversation/delete/", {}, {403}),
        ("return/", {"code": "1234"}, {403}),
        ("return/close/", {}, {302}),
    ],
)
@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_post_from_elsewhere_changes_nothing(tail, extra, statuses, site):
    opened = make_open_form()
    visitor = Visitor()
    page = visitor.ask_and_come_back(opened)
    answers = visitor.answers(opened)
    data = {**answers, "conversation": hidden(page, name="conversation"), **extra}
    before = everything()
    assert any(before.values())
    response = visitor.post(tail, data, headers={"Sec-Fetch-Site": site})
    assert response.status_code in statuses
    assert response.cookies == {}
    assert everything() == before
    assert OpenReturn.objects.count() == 1


@pytest.mark.django_db
def test_readers_get_no_csrf_field_and_no_cookie():
    opened = make_open_form()
    visitor = Visitor()
    page = visitor.ask_and_come_back(opened)
    for response in (visitor.get("support/"), visitor.get("return/"), page):
        assert "csrfmiddlewaretoken" not in response.content.decode()
        assert token(response)
        assert response.cookies == {}
