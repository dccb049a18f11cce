"""Conventions of this project as system checks, so that a review can be about meaning."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register


@register(Tags.templates)
def pages_build_on_base_page(app_configs, **kwargs) -> list[Error]:
    """Every page type that can be created builds on `BasePage` (head, discretion, languages)."""
    from wagtail.models import get_page_models

    from core.models import BasePage

    return [
        Error(
            f"{model.__name__} does not build on core.models.BasePage.", obj=model, id="sanad.E001"
        )
        for model in get_page_models()
        if model.is_creatable and not issubclass(model, BasePage)
    ]


@register(Tags.security, deploy=True)
def no_demo_in_production(app_configs, **kwargs) -> list[Error]:
    """`DEMO` makes known passphrases valid and sign-in single: never where people depend on it."""
    if settings.DEMO:
        return [Error("DEMO is set. Demo accounts have published passphrases.", id="sanad.E002")]
    return []


@register(Tags.security, deploy=True)
def no_demo_accounts_in_production(app_configs, **kwargs) -> list[Error]:
    """Accounts of the demo are refused elsewhere; a database that has them is the demo's own."""
    from django.contrib.auth import get_user_model
    from django.db import DatabaseError

    try:
        found = get_user_model().objects.filter(email__iendswith=f"@{settings.DEMO_ACCOUNT_DOMAIN}")
        if settings.DEMO or not found.exists():
            return []
    except DatabaseError:  # not migrated yet
        return []
    return [
        Error("The database holds accounts of the demo. Begin with an empty one.", id="sanad.E003")
    ]


@register(Tags.security, deploy=True)
def alarms_reach_somebody(app_configs, **kwargs) -> list[Warning]:
    """Nobody is lost: an alarm needs an address."""
    if settings.ALARM_EMAILS:
        return []
    return [
        Warning("ALARM_EMAILS is empty: nobody hears when a promise is in danger.", id="sanad.W001")
    ]
