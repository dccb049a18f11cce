"""Reads the directory as its keepers see it: drafts and closed entries too, in either language."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.contrib.auth import get_user_model
from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from resources.models import (
    Organisation,
    OrganisationText,
    Service,
    ServiceReport,
    ServiceSuggestion,
    ServiceText,
)
from resources.rules.freshness import FRESH_DAYS

CHECK_EVERY = timedelta(days=FRESH_DAYS)  # then the last check carries no more
DUE_SOON = timedelta(days=14)

FLAGGED, REPORTED, DUE, SOON = "flagged", "reported", "due", "soon"
ALL = "all"
SHOWS = (ALL, FLAGGED, REPORTED, DUE, SOON)


def own_language() -> str:
    """Return the language whose texts are shown first."""
    return "ar" if (get_language() or "").startswith("ar") else "en"


def name_of(row: Service | Organisation) -> str:
    """Return the name in the active language, else in the other one, else the address's end.

    Args:
        row: with its texts prefetched, where several are named.
    """
    names = {text.language: text.name for text in row.texts.all()}
    return names.get(own_language()) or next(iter(names.values()), "") or row.slug


def with_shown_name(rows: QuerySet) -> QuerySet:
    """Add `shown_name` to services or organisations, as `name_of` would name them."""
    model, key = (
        (ServiceText, "service") if rows.model is Service else (OrganisationText, "organisation")
    )
    texts = model.objects.filter(**{key: OuterRef("pk")})
    own = texts.filter(language=own_language())
    return rows.annotate(
        shown_name=Coalesce(
            Subquery(own.values("name")[:1]),
            Subquery(texts.values("name")[:1]),
            F("slug"),
            output_field=CharField(),
        )
    )


def matching(rows: QuerySet, query: str) -> QuerySet:
    """Return those services or organisations whose names, in any language, hold these words."""
    for word in query.split():
        found = Q(slug__icontains=word) | Q(identifier__iexact=word)
        if rows.model is Service:
            named = ServiceText.objects.filter(service=OuterRef("pk"), name__icontains=word)
            offered = OrganisationText.objects.filter(
                organisation=OuterRef("organisation"), name__icontains=word
            )
            found |= Q(Exists(named)) | Q(Exists(offered))
        else:
            own = OrganisationText.objects.filter(organisation=OuterRef("pk"), name__icontains=word)
            found |= Q(Exists(own))
        rows = rows.filter(found)
    return rows


def queue(*, today: date, show: str = ALL, kind: str = "") -> QuerySet[Service]:
    """Return the services that somebody should ask after, the most pressing first.

    Those that were reported as unsafe come first, then those with other reports, then those whose
    check is due, then those whose check is due soon; among equals the one that was never checked,
    or longest ago.

    Args:
        today: in the keepers' time zone.
        show: one of `SHOWS`.
        kind: code of a kind of service; all kinds without.
    """
    rows = _waiting(today)
    if show in SHOWS and show != ALL:
        rows = rows.filter(rank=SHOWS.index(show))
    if kind:
        rows = rows.filter(kinds__code=kind)
    return rows.order_by("rank", F("last_checked").asc(nulls_first=True), "pk")


def for_cards(rows: QuerySet[Service]) -> QuerySet[Service]:
    """Read along what a card of the queue shows, in the same few queries for any number."""
    return rows.select_related("organisation").prefetch_related(
        "texts",
        "phones",
        "organisation__texts",
        Prefetch("reports", queryset=open_reports(), to_attr="open_reports"),
    )


def open_reports() -> QuerySet[ServiceReport]:
    """Return the reports that nobody has looked into yet, the latest first."""
    return ServiceReport.objects.filter(handled_at=None)


def queue_counts(*, today: date) -> dict[str, int]:
    """Return how many wait, by the names of `SHOWS`; in one query."""
    counts = _waiting(today).aggregate(
        **{
            name: Count("pk", filter=Q(rank=rank) if rank else None)
            for rank, name in enumerate(SHOWS)
        }
    )
    return {name: counts[name] for name in SHOWS}


def keepers_emails() -> list[str]:
    """Return the addresses of those who may change services; superusers are no keepers by that."""
    keepers = get_user_model().objects.with_perm(
        "resources.change_service",
        include_superusers=False,
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return sorted(set(keepers.exclude(email="").values_list("email", flat=True)))


def is_unsafe_waiting() -> bool:
    """Tell whether readers said of an entry that it is not safe, and nobody has looked yet."""
    said = open_reports().filter(reason=ServiceReport.Reason.UNSAFE)
    return Service.objects.filter(needs_review=True).exists() or said.exists()


def new_suggestions() -> QuerySet[ServiceSuggestion]:
    """Return the suggestions that nobody has decided on."""
    return ServiceSuggestion.objects.filter(state=ServiceSuggestion.State.NEW)


def pages_naming(services: Iterable[Service]) -> int:
    """Return how many articles and facts name one of these services as related."""
    services = list(services)
    return sum(
        relation.related_model.objects.filter(**{f"{relation.field.name}__in": services}).count()
        for relation in Service._meta.get_fields(include_hidden=True)
        if relation.one_to_many
        and relation.auto_created
        and relation.related_model.__name__.endswith("RelatedService")
    )


def _waiting(today: date) -> QuerySet[Service]:
    reported = open_reports().filter(service=OuterRef("pk"))
    asked = Q(is_published=True) & ~Q(status=Service.Status.CLOSED)
    return Service.objects.annotate(
        rank=Case(
            When(needs_review=True, then=Value(SHOWS.index(FLAGGED))),
            When(Exists(reported), then=Value(SHOWS.index(REPORTED))),
            When(asked & _due_by(today), then=Value(SHOWS.index(DUE))),
            When(asked & _due_by(today + DUE_SOON), then=Value(SHOWS.index(SOON))),
            default=None,
            output_field=IntegerField(),
        )
    ).filter(rank__isnull=False)


def _due_by(day: date) -> Q:
    """Find what has to be checked by a day; without a date of its own, by the age of its check."""
    by_age = Q(next_check=None) & (Q(last_checked=None) | Q(last_checked__lte=day - CHECK_EVERY))
    return Q(next_check__lte=day) | by_age
