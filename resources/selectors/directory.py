"""Reads the directory of services as readers may see it: which services, and in which order."""

from collections.abc import Callable
from datetime import date

from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from resources.models.organisations import Organisation, OrganisationText
from resources.models.services import Service, ServiceText
from resources.rules.freshness import first_fresh_day
from resources.rules.wanted import Wanted

Status, Tier = Service.Status, Service.PlaceTier
LISTED = (Status.OPEN, Status.FULL, Status.PAUSED)

# The rows behind each group of filters, and the name of the term in them.
THROUGH: dict[str, tuple[type[Model], str]] = {
    "kind": (Service.kinds.through, "servicekind"),
    "region": (Service.regions.through, "region"),
    "language": (Service.languages.through, "spokenlanguage"),
    "for": (Service.audiences.through, "audience"),
}


def published() -> QuerySet[Service]:
    """Return the services that readers may open: published ones of published organisations,
    described in at least one language. Closed ones are among them."""
    texts = ServiceText.objects.filter(service=OuterRef("pk"))
    return Service.objects.filter(
        Exists(texts), is_published=True, organisation__is_published=True
    ).select_related("organisation")


def listed() -> QuerySet[Service]:
    """Return the services of the list: published, and not closed for good."""
    return published().filter(status__in=LISTED)


def offered() -> QuerySet[Service]:
    """Return the services that other pages may point to: listed, and not reported as unsafe."""
    return listed().filter(needs_review=False)


def organisations() -> QuerySet[Organisation]:
    """Return the organisations that readers may open."""
    texts = OrganisationText.objects.filter(organisation=OuterRef("pk"))
    return Organisation.objects.filter(Exists(texts), is_published=True)


def described(*, services: QuerySet[Service]) -> list[tuple[str, str]]:
    """Return the slug of each service with each language that it is described in."""
    texts = ServiceText.objects.filter(service__in=services.values("pk"))
    return list(
        texts.order_by("service__slug", "language").values_list("service__slug", "language")
    )


def described_organisations() -> list[tuple[str, str]]:
    """Return the slug of each organisation that readers may open, with each of its languages."""
    texts = OrganisationText.objects.filter(organisation__is_published=True)
    names = ("organisation__slug", "language")
    return list(texts.order_by(*names).values_list(*names))


def chosen(services: QuerySet[Service], wanted: Wanted, *, today: date) -> QuerySet[Service]:
    """Return those of `services` that a reader wants.

    Nothing of a hidden place is told, so no region finds it either.

    Args:
        services: among which.
        wanted: any code within a group, all groups and switches together.
        today: from which "checked recently" is reckoned.
    """
    for group, codes in wanted.codes.items():
        if group == "status":
            services = services.filter(status__in=codes)
            continue
        through, term = THROUGH[group]
        rows = through._default_manager.filter(
            **{"service": OuterRef("pk"), f"{term}__code__in": codes}
        )
        services = services.filter(Exists(rows))
        if group == "region":
            services = services.exclude(place_tier=Tier.HIDDEN)
    for name in wanted.switches:
        services = services.filter(_SWITCHES[name](today))
    return services


def in_order(services: QuerySet[Service]) -> QuerySet[Service]:
    """Return services in the order in which readers meet them.

    Open ones first, then those without papers, then those that can be had from afar, then those
    checked last. What was reported as unsafe comes at the very end.
    """
    return services.order_by(
        "needs_review",
        _rank("status", {status: place for place, status in enumerate(LISTED)}),
        _rank("papers", {Service.Papers.NONE: 0}),
        "-is_remote",
        F("last_checked").desc(nulls_last=True),
        "slug",
    )


_SWITCHES: dict[str, Callable[[date], Q]] = {
    "papers": lambda today: Q(papers=Service.Papers.NONE),
    "remote": lambda today: Q(is_remote=True),
    "checked": lambda today: Q(last_checked__gte=first_fresh_day(today)),
    "cost": lambda today: Q(cost=Service.Cost.FREE),
}


def _rank(field: str, places: dict) -> Case:
    cases = [When(**{field: value}, then=Value(place)) for value, place in places.items()]
    return Case(*cases, default=Value(len(places)), output_field=IntegerField())
