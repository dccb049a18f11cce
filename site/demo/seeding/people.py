"""Creates the demo's staff, vocabularies and sample requests."""

import hashlib

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile

from core.vocabulary import Region
from demo.content import support as content
from demo.seeding.accounts import ACCOUNTS, Account
from support.domain import conversing, submitting
from support.models import (
    AnswerLanguage,
    CrisisContact,
    HelpRequest,
    Topic,
    VolunteerProfile,
)
from vault.domain import keys
from vault.selectors import living_key_of, organisation_key

User = get_user_model()


def seed_vocabularies() -> None:
    """Create topics, regions and crisis contacts that are missing."""
    vocabularies = (
        (Topic, content.TOPICS),
        (Region, content.REGIONS),
        (CrisisContact, content.CRISIS_CONTACTS),
    )
    for model, rows in vocabularies:
        for position, row in enumerate(rows):
            values = {name: value for name, value in row.items() if name != "code"}
            model.objects.get_or_create(
                code=row["code"], defaults={**values, "sort_order": position}
            )


def seed_staff() -> None:
    """Create the accounts, profiles and keys that are missing.

    The private half of the demo's organisation key is dropped as soon as it is made: there is
    nobody to give its two parts to.
    """
    if organisation_key() is None:
        keys.create_organisation_key()
    for account in ACCOUNTS:
        user, is_new = User.objects.get_or_create(
            username=account.username,
            defaults={
                "email": f"{account.username}@{settings.DEMO_ACCOUNT_DOMAIN}",
                "first_name": account.name,
                "is_superuser": account.is_superuser,
                "is_staff": account.is_superuser,
            },
        )
        if not is_new:
            continue
        user.set_password(account.password)
        user.save()
        user.groups.set(Group.objects.filter(name__in=account.groups))
        UserProfile.objects.update_or_create(
            user=user, defaults={"preferred_language": account.language}
        )
        if account.passphrase and living_key_of(user) is None:
            keys.create_staff_key(user=user, passphrase_text=account.passphrase)
    _seed_profiles()


def _seed_profiles() -> None:
    for row in content.VOLUNTEERS:
        user = User.objects.get(username=row["username"])
        if VolunteerProfile.objects.filter(user=user).exists():
            continue
        profile = VolunteerProfile.objects.create(
            user=user,
            alias_en=row["alias_en"],
            alias_ar=row["alias_ar"],
            capacity=row["capacity"],
            is_duty_coordinator="coordinator" in row["roles"],
            # Coordinators stand by for everybody; new requests go to volunteers first.
            is_available="volunteer" in row["roles"],
            notice_language=row["languages"][0],
        )
        profile.languages.set(AnswerLanguage.objects.filter(code__in=row["languages"]))
        profile.topics.set(Topic.objects.filter(code__in=row["topics"]))
        profile.regions.set(Region.objects.filter(code__in=row["regions"]))


def seed_requests() -> None:
    """Send the sample requests as a visitor would, and answer those that have an answer."""
    if HelpRequest.objects.exists():
        return
    accounts: dict[str, Account] = {account.username: account for account in ACCOUNTS}
    for number, row in enumerate(content.REQUESTS):
        nonce = hashlib.blake2b(
            settings.RETURN_CODE_PEPPER, digest_size=32, person=f"demo-request-{number}".encode()
        ).digest()
        request = submitting.submit_request(
            nonce=nonce,
            topic=Topic.objects.get(code=row["topic"]),
            region=Region.objects.filter(code=row["region"]).first(),
            language=AnswerLanguage.objects.get(code=row["language"]),
            urgency=row["urgency"],
            payload=_payload(row),
        ).request
        volunteer = request.assigned_to
        if row["reply"] and volunteer is not None:
            key = keys.unlock_staff_key(
                key=living_key_of(volunteer.user),
                passphrase_text=accounts[volunteer.user.username].passphrase,
            )
            conversing.open_request(request=request, key=key)
            conversing.answer_request(
                request=request,
                body=row["reply"],
                alias=volunteer.alias_ar if row["language"] == "ar" else volunteer.alias_en,
                author=volunteer,
            )


def _payload(row: dict) -> dict:
    contact = row["contact"]
    return {
        "body": row["story"],
        "contact": contact.get("details", ""),
        "safe_hours": contact.get("safe_hours", ""),
        "may_leave_message": contact.get("may_leave_message", False),
    }
