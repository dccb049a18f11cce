"""Nobody opens a desk with a password alone, guesses many, or uses a published passphrase."""

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.factories import support

pytestmark = pytest.mark.django_db
PASSWORD = "a password for tests only"
SIGN_IN = "/admin/login/"
DESK = ["wagtailadmin_home", "support_desk:inbox", "vault_desk:key", "vault_desk:unlock"]


@pytest.fixture
def user() -> User:
    """A volunteer with a key and a password."""
    user = support.make_volunteer().user
    user.is_superuser = True
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client: Client, user: User, password: str = PASSWORD) -> bool:
    """Sign in as a browser does; return whether it worked."""
    client.post(SIGN_IN, {"username": user.username, "password": password})
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("name", DESK)
def test_password_alone_leads_to_setting_up_a_second_factor(client, user, name) -> None:
    assert sign_in(client, user)
    answer = client.get(reverse(name))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("wagtail_2fa_device_new"))


def digits_of(device: TOTPDevice) -> str:
    return f"{totp(device.bin_key):06d}"


def opened(client: Client) -> set[bool]:
    """Return for all pages of the desk together whether they open."""
    return {client.get(reverse(name)).status_code == 200 for name in DESK}


def test_second_factor_is_set_up_at_the_first_sign_in(client, user) -> None:
    assert sign_in(client, user)
    address = reverse("wagtail_2fa_device_new")
    client.get(address)
    answers = {"name": "phone", "password": PASSWORD}
    client.post(address, {**answers, "otp_token": "000000x"})
    assert opened(client) == {False}
    device = TOTPDevice.objects.get(user=user)
    device.throttle_reset()
    client.post(address, {**answers, "otp_token": digits_of(device)})
    assert opened(client) == {True}


def test_second_factor_is_asked_for_each_time(client, user) -> None:
    device = TOTPDevice.objects.create(user=user, name="phone", confirmed=True)
    assert sign_in(client, user)
    for name in DESK:
        answer = client.get(reverse(name))
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("wagtail_2fa_auth"))
    client.post(reverse("wagtail_2fa_auth"), {"otp_token": digits_of(device)})
    assert opened(client) == {True}
    again = Client()
    assert sign_in(again, user)
    # The same digits are good once.
    again.post(reverse("wagtail_2fa_auth"), {"otp_token": digits_of(device)})
    assert opened(again) == {False}


def test_any_of_ones_own_devices_will_do_and_throttles_no_other(client, user) -> None:
    first = TOTPDevice.objects.create(user=user, name="lost", confirmed=True)
    second = TOTPDevice.objects.create(user=user, name="new", confirmed=True)
    assert sign_in(client, user)
    client.post(reverse("wagtail_2fa_auth"), {"otp_token": digits_of(second)})
    assert opened(client) == {True}
    first.refresh_from_db()
    assert first.throttling_failure_count == 0


@pytest.mark.parametrize("whose", ["nobody's", "another person's", "not confirmed"])
def test_wrong_digits_open_nothing_and_the_next_try_has_to_wait(client, user, whose) -> None:
    device = TOTPDevice.objects.create(user=user, name="phone", confirmed=True)
    other = support.make_volunteer(has_key=False).user
    wrong = {
        "nobody's": f"{(totp(device.bin_key) + 1) % 1_000_000:06d}",
        "another person's": digits_of(TOTPDevice.objects.create(user=other, confirmed=True)),
        "not confirmed": digits_of(TOTPDevice.objects.create(user=user, confirmed=False)),
    }
    assert sign_in(client, user)
    client.post(reverse("wagtail_2fa_auth"), {"otp_token": wrong[whose]})
    client.post(reverse("wagtail_2fa_auth"), {"otp_token": digits_of(device)})
    assert opened(client) == {False}


def test_second_factor_is_the_rule_and_only_the_demo_leaves_it_out() -> None:
    assert settings.DEMO is False
    assert settings.WAGTAIL_2FA_REQUIRED is True


def test_account_waits_after_eight_wrong_passwords_and_no_other_account_does(user) -> None:
    other = support.make_volunteer().user
    other.set_password(PASSWORD)
    other.save()
    for number in range(settings.AXES_FAILURE_LIMIT):
        assert not sign_in(Client(REMOTE_ADDR=f"192.0.2.{number}"), user, password="wrong")
    assert not sign_in(Client(), user)
    assert sign_in(Client(), other)


def test_account_of_the_demo_is_refused_and_its_session_ends(client, user, settings) -> None:
    settings.WAGTAIL_2FA_REQUIRED = False
    assert sign_in(client, user)
    assert client.get(reverse("vault_desk:key")).status_code == 200
    user.email = f"Salma@{settings.DEMO_ACCOUNT_DOMAIN.upper()}"
    user.save()
    assert client.get(reverse("vault_desk:key")).status_code == 302
    assert not sign_in(Client(), user)
    settings.DEMO = True
    assert sign_in(Client(), user)
