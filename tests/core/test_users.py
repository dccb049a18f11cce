"""Nobody needs a name in their papers to have an account."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.urls import reverse

pytestmark = pytest.mark.django_db

PASSWORD = "a long walk along the harbour"
NAME = "name_email-first_name"  # a field of one's own settings


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False


def test_an_account_is_made_and_changed_without_names(admin_client):
    form = {
        "username": "thyme",
        "email": "thyme@example.org",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    made = admin_client.post(reverse("wagtailusers_users:add"), form)
    assert made.status_code == 302
    user = get_user_model().objects.get(username="thyme")
    assert (user.first_name, user.last_name) == ("", "")
    changes = {"username": "thyme", "email": "zaatar@example.org", "is_active": "on"}
    changed = admin_client.post(reverse("wagtailusers_users:edit", args=[user.pk]), changes)
    assert changed.status_code == 302
    user.refresh_from_db()
    assert (user.email, user.first_name) == ("zaatar@example.org", "")
    assert user.check_password(PASSWORD)


def test_the_form_says_that_an_alias_will_do(admin_client, admin_user):
    for page, args in (("add", []), ("edit", [admin_user.pk])):
        response = admin_client.get(reverse(f"wagtailusers_users:{page}", args=args))
        form = BeautifulSoup(response.content, "html.parser")
        label = form.find("label", {"for": "id_first_name"}).get_text(" ")
        assert "Name (an alias will do)" in label
        for name in ("first_name", "last_name"):
            assert not form.find("input", {"name": name}).has_attr("required")


def test_whoever_has_no_name_may_change_their_own_settings(admin_client, admin_user):
    assert admin_user.first_name == ""
    address = reverse("wagtailadmin_account")
    page = BeautifulSoup(admin_client.get(address).content, "html.parser")
    form = next(found for found in page.find_all("form") if found.find("input", {"name": NAME}))
    sent = {
        field["name"]: field.get("value", "")
        for field in form.find_all("input", {"name": True})
        if field.get("type") not in ("checkbox", "radio", "file")
    } | {
        field["name"]: (field.find("option", selected=True) or field.find("option"))["value"]
        for field in form.find_all("select")
    }
    sent["name_email-email"] = "zaatar@example.org"
    response = admin_client.post(address, sent)
    assert response.status_code == 302
    admin_user.refresh_from_db()
    assert (admin_user.first_name, admin_user.email) == ("", "zaatar@example.org")
