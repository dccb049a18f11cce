"""Turns rows of the directory into what readers see of them, and nothing more.

Templates get these and never a row: what is private of a service's place is not in them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.formats import get_format

from resources.models.organisations import Organisation
from resources.models.places import ServiceAddress
from resources.models.services import OnlineCommunity, Phone, Schedule, Service
from resources.rules import hours
from resources.rules.freshness import Freshness, freshness
from resources.selectors.directory import Status, Tier, in_order, organisations, published
from resources.selectors.directory_words import Said, Words, in_both

_WEEKDAYS = dict(Schedule.Weekday.choices)


@dataclass(frozen=True)
class Term:
    """A term of a vocabulary: its code, and its label in the reader's language."""

    code: str
    label: str


@dataclass(frozen=True)
class Place:
    """What readers learn of where a service is; what its tier keeps from them is not here."""

    tier: str
    regions: tuple[str, ...] = ()
    area: Said | None = None
    address: Said | None = None
    directions: Said | None = None


@dataclass(frozen=True)
class Named:
    """An organisation in a line: the end of its address, and its name."""

    slug: str
    name: Said


@dataclass(frozen=True)
class Check:
    """When an entry was last checked and how far that carries today."""

    day: date | None
    method: str
    freshness: Freshness
    next_day: date | None
    is_due: bool


@dataclass(frozen=True)
class Entry:
    """A service in a list.

    Attributes:
        languages: codes of those it is described in.
        is_translated: whether the reader's language is among them.
        needs_review: whether it was reported as unsafe, and nobody has looked yet.
    """

    slug: str
    name: Said
    description: Said | None
    organisation: Named | None
    kinds: tuple[Term, ...]
    papers: Term
    cost: Term
    status: Term
    is_remote: bool
    place: Place
    check: Check
    needs_review: bool
    languages: tuple[str, ...]
    is_translated: bool

    @property
    def is_closed(self) -> bool:
        """Whether it is closed for good."""
        return self.status.code == Status.CLOSED


@dataclass(frozen=True)
class WeekDay:
    """A day of the week by name, with its hours."""

    name: str
    openings: tuple[hours.Opening, ...]


@dataclass(frozen=True)
class AlikeDays:
    """Days of one week with the same hours."""

    names: tuple[str, ...]
    openings: tuple[hours.Opening, ...]


@dataclass(frozen=True)
class Number:
    """A telephone number: as it is read, as a link holds it, and what to know before calling."""

    shown: str
    dialled: str
    takes_calls: bool
    takes_text: bool
    voicemail: Term


@dataclass(frozen=True)
class Community:
    """What one has to know of an online community before joining."""

    platform: str
    moderators: Said | None
    seen_by_others: Said | None
    without_own_name: Said | None


@dataclass(frozen=True)
class Details:
    """What a service's own page and the printed list add to its entry."""

    audiences: tuple[str, ...]
    ages: tuple[int | None, int | None]
    spoken: tuple[str, ...]
    phones: tuple[Number, ...]
    url: str
    email: str
    week: tuple[WeekDay, ...]
    zone: str
    eligibility: Said | None
    application: Said | None
    fees: Said | None
    hours: Said | None
    status_note: Said | None
    safety: Said | None
    accessibility: Said | None
    confidentiality: Said | None
    community: Community | None
    has_foreign: bool

    @property
    def week_in_short(self) -> list[AlikeDays]:
        """The open days, those with the same hours together, for paper."""
        found: dict[tuple[hours.Opening, ...], tuple[str, ...]] = {}
        for day in self.week:
            if day.openings:
                found[day.openings] = (*found.get(day.openings, ()), day.name)
        return [AlikeDays(names, openings) for openings, names in found.items()]


@dataclass(frozen=True)
class OrganisationEntry:
    """An organisation as its own page shows it."""

    slug: str
    name: Said
    description: Said | None
    url: str
    email: str
    languages: tuple[str, ...]
    is_translated: bool


def entries(services: QuerySet[Service], *, today: date) -> list[Entry]:
    """Return services as a list shows them; in five queries, however many there are.

    Args:
        services: those of one page, in their order.
        today: the day on which they are read.
    """
    rows = services.prefetch_related("texts", "kinds", "regions", "organisation__texts")
    return [_entry(row, Words(row.texts.all()), today, address=None) for row in rows]


def detailed(services: QuerySet[Service], *, today: date) -> list[tuple[Entry, Details]]:
    """Return services with all that readers may know of them; the queries do not grow with them."""
    rows = list(
        services.select_related("community").prefetch_related(
            "texts",
            "kinds",
            "regions",
            "organisation__texts",
            "audiences",
            "languages",
            "phones",
            "schedules",
        )
    )
    addresses = _public_addresses(rows)
    found = []
    for row in rows:
        words = Words(row.texts.all())  # one for both, which notes what stands in for what
        entry = _entry(row, words, today, address=addresses.get(row.pk))
        found.append((entry, _details(row, words)))
    return found


def service(*, slug: str, today: date) -> tuple[Entry, Details] | None:
    """Return a service that readers may open with its details, or nothing."""
    found = detailed(published().filter(slug=slug), today=today)
    return found[0] if found else None


def organisation(*, slug: str) -> OrganisationEntry | None:
    """Return an organisation that readers may open, or nothing."""
    row = organisations().filter(slug=slug).prefetch_related("texts").first()
    if row is None:
        return None
    words = Words(row.texts.all())
    name = words.say("name")
    if name is None:
        return None
    return OrganisationEntry(
        slug=row.slug,
        name=name,
        description=words.say("description"),
        url=row.url,
        email=row.email,
        languages=tuple(words.languages),
        is_translated=words.is_translated,
    )


def services_of(*, slug: str, today: date) -> list[Entry]:
    """Return the services of an organisation in the readers' order, closed ones left out."""
    rows = published().filter(organisation__slug=slug).exclude(status=Status.CLOSED)
    return entries(in_order(rows), today=today)


def _public_addresses(rows: Iterable[Service]) -> Mapping[int, ServiceAddress]:
    asked = [row.pk for row in rows if row.place_tier == Tier.PUBLIC]
    if not asked:
        return {}
    # The tier once more: it may have been changed since the service was read.
    found = ServiceAddress.objects.filter(service__in=asked, service__place_tier=Tier.PUBLIC)
    return {address.service_id: address for address in found}


def _entry(row: Service, words: Words, today: date, *, address: ServiceAddress | None) -> Entry:
    name = words.say("name")
    return Entry(
        slug=row.slug,
        name=name or Said(row.slug, "en", "ltr", is_foreign=False),
        description=words.say("description"),
        organisation=_named(row.organisation),
        kinds=_terms(row.kinds.all()),
        papers=Term(row.papers, row.get_papers_display()),
        cost=Term(row.cost, row.get_cost_display()),
        status=Term(row.status, row.get_status_display()),
        is_remote=row.is_remote,
        place=_place(row, words, address),
        check=_check(row, today),
        needs_review=row.needs_review,
        languages=tuple(words.languages),
        is_translated=words.is_translated,
    )


def _place(row: Service, words: Words, address: ServiceAddress | None) -> Place:
    tier = row.place_tier
    if tier not in {Tier.PUBLIC, Tier.AREA, Tier.NONE}:
        return Place(Tier.HIDDEN)  # nothing is told of it, and nothing of a tier we do not know
    regions = tuple(term.label for term in row.regions.all())
    if tier == Tier.NONE:
        return Place(tier, regions)
    if tier == Tier.AREA or address is None:
        return Place(tier, regions, words.say("area"))
    return Place(
        tier,
        regions,
        words.say("area"),
        in_both(address, "address"),
        in_both(address, "directions"),
    )


def _check(row: Service, today: date) -> Check:
    return Check(
        day=row.last_checked,
        method=row.get_check_method_display() if row.last_checked else "",
        freshness=freshness(row.last_checked, today=today),
        next_day=row.next_check,
        is_due=row.next_check is not None and row.next_check < today,
    )


_ZONE_IS_TOLD = {Tier.PUBLIC, Tier.AREA, Tier.NONE}


def _details(row: Service, words: Words) -> Details:
    community = getattr(row, "community", None)
    days = hours.week(
        ((one.weekday, one.opens_at, one.closes_at) for one in row.schedules.all()),
        first_day=int(get_format("FIRST_DAY_OF_WEEK")),
    )
    said = {
        field: words.say(field)
        for field in (
            "eligibility",
            "application",
            "fees",
            "hours",
            "status_note",
            "safety",
            "accessibility",
            "confidentiality",
        )
    }
    return Details(
        audiences=tuple(term.label for term in row.audiences.all()),
        ages=(row.minimum_age, row.maximum_age),
        spoken=tuple(term.label for term in row.languages.all()),
        phones=tuple(_number(phone) for phone in row.phones.all()),
        url=row.url,
        email=row.email,
        week=tuple(WeekDay(str(_WEEKDAYS[day.code]), day.openings) for day in days),
        # A zone names a city: of a hidden place not even that is told.
        zone=hours.zone_in_words(row.time_zone) if row.place_tier in _ZONE_IS_TOLD else "",
        community=_community(community) if community else None,
        has_foreign=words.has_foreign,
        **said,
    )


def _number(phone: Phone) -> Number:
    return Number(
        shown=phone.number,
        dialled="".join(sign for sign in phone.number if sign in "0123456789+*#"),
        takes_calls=phone.takes_calls,
        takes_text=phone.takes_text,
        voicemail=Term(phone.voicemail, phone.get_voicemail_display()),
    )


def _community(row: OnlineCommunity) -> Community:
    return Community(
        platform=row.get_platform_display(),
        moderators=in_both(row, "moderators"),
        seen_by_others=in_both(row, "seen_by_others"),
        without_own_name=in_both(row, "without_own_name"),
    )


def _named(row: Organisation) -> Named | None:
    name = Words(row.texts.all()).say("name")
    return Named(row.slug, name) if name else None


def _terms(rows: Iterable) -> tuple[Term, ...]:
    return tuple(Term(row.code, row.label) for row in rows)
