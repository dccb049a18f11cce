"""Writes what a plan says, in a fixed number of queries for any number of lines."""

from collections.abc import Iterable

from django.db.models import Model
from django.utils import timezone

from core.search.index import reindex_on_commit
from resources.domain.importing.batches import Plan, Vocabulary, Wanted
from resources.domain.importing.columns import ADDRESS, COMMUNITY, LANGUAGES, PROSE, SCALARS, TERMS
from resources.domain.naming import distinct_slug, proposed_slug, reserved_slugs
from resources.models import (
    OnlineCommunity,
    Organisation,
    OrganisationText,
    Phone,
    Schedule,
    Service,
    ServiceAddress,
    ServiceText,
)

SERVICE_KIND, ORGANISATION_KIND = "service", "organisation"  # of the search
_TEXTS = tuple(f"{name}_{language}" for name in PROSE for language in LANGUAGES)
_COMMUNITY = ("community_platform", *(f"community_{name}" for name in COMMUNITY))
Pairs = list[tuple[Wanted, Service]]


def write(made: Plan, *, vocabulary: Vocabulary) -> None:
    """Write new and changed services. Call in a transaction.

    An organisation that is not there yet is made; one that is there is left as it is, since two
    lines might say two things of it.
    """
    wanted = [*made.new, *made.changed]
    if not wanted:
        return
    organisations = _organisations(wanted)
    pairs = [*_create(made.new, organisations), *_update(made.changed, organisations)]
    _write_texts(pairs)
    _write_terms(pairs, vocabulary)
    _write_lists(pairs)
    _write_community(pairs)
    _write_addresses(pairs)
    touched = [row.pk for one, row in pairs if row.is_published or _was_published(one)]
    reindex_on_commit(SERVICE_KIND, *touched)


def _was_published(wanted: Wanted) -> bool:
    return wanted.before is not None and bool(wanted.before["is_published"])


def _organisations(wanted: list[Wanted]) -> dict[str, int]:
    named = {one.values["organization_id"]: one for one in reversed(wanted)}
    rows = Organisation.objects.filter(identifier__in=named)
    keys = dict(rows.values_list("identifier", "pk"))
    missing = {identifier: one for identifier, one in named.items() if identifier not in keys}
    if not missing:
        return keys
    proposed = {
        identifier: proposed_slug(names=one.organisation_names, fallback="organisation")
        for identifier, one in missing.items()
    }
    slugs = _free_slugs(Organisation, proposed)
    shown = {one.values["organization_id"] for one in wanted if one.values["is_published"]}
    made = Organisation.objects.bulk_create(
        Organisation(
            identifier=identifier,
            slug=slugs[identifier],
            # Drafts alone show nothing of who offers them.
            is_published=identifier in shown,
        )
        for identifier in missing
    )
    OrganisationText.objects.bulk_create(
        OrganisationText(organisation=row, language=language, name=name)
        for row in made
        for language, name in missing[row.identifier].organisation_names.items()
        if name
    )
    reindex_on_commit(ORGANISATION_KIND, *(row.pk for row in made if row.is_published))
    return keys | {row.identifier: row.pk for row in made}


def _create(wanted: list[Wanted], organisations: dict[str, int]) -> Pairs:
    by_id = {one.values["id"]: one for one in wanted}
    proposed = {
        identifier: proposed_slug(
            names={language: one.values[f"name_{language}"] for language in LANGUAGES},
            fallback="service",
        )
        for identifier, one in by_id.items()
    }
    slugs = _free_slugs(Service, proposed)
    rows = Service.objects.bulk_create(
        Service(
            identifier=identifier,
            slug=slugs[identifier],
            organisation_id=organisations[one.values["organization_id"]],
            **{name: one.values[name] for name in SCALARS},
        )
        for identifier, one in by_id.items()
    )
    return [(by_id[row.identifier], row) for row in rows]


def _update(wanted: list[Wanted], organisations: dict[str, int]) -> Pairs:
    rows = Service.objects.in_bulk([one.key for one in wanted])
    pairs = [(one, rows[one.key]) for one in wanted if one.key in rows]
    now = timezone.now()
    for one, row in pairs:
        row.organisation_id = organisations[one.values["organization_id"]]
        row.changed_at = now
        for name in SCALARS:
            setattr(row, name, one.values[name])
    if pairs:
        fields = ["organisation", "changed_at", *SCALARS]
        Service.objects.bulk_update([row for _one, row in pairs], fields, batch_size=100)
    return pairs


def _free_slugs(model: type[Model], proposed: dict[str, str]) -> dict[str, str]:
    """Return a slug for each identifier, with no two alike and none that another row has."""
    rows = model._default_manager.filter(slug__in=set(proposed.values()))
    taken = {*rows.values_list("slug", flat=True), *reserved_slugs(model)}
    slugs = {}
    for identifier, slug in proposed.items():
        slugs[identifier] = distinct_slug(proposed=slug, identifier=identifier, taken=taken)
        taken.add(slugs[identifier])
    return slugs


def _changing(pairs: Pairs, names: Iterable[str]) -> Pairs:
    names = tuple(names)
    return [(one, row) for one, row in pairs if one.changes(names)]


def _clear(model: type[Model], pairs: Pairs) -> None:
    """Delete what is about to be written anew, of services that were there before."""
    keys = [row.pk for one, row in pairs if one.before is not None]
    if keys:
        model._default_manager.filter(service__in=keys).delete()


def _write_texts(pairs: Pairs) -> None:
    pairs = _changing(pairs, _TEXTS)
    _clear(ServiceText, pairs)
    ServiceText.objects.bulk_create(
        ServiceText(
            service=row,
            language=language,
            **{name: one.values[f"{name}_{language}"] for name in PROSE},
        )
        for one, row in pairs
        for language in LANGUAGES
        if one.values[f"name_{language}"]
    )


def _write_terms(pairs: Pairs, vocabulary: Vocabulary) -> None:
    for term in TERMS:
        field = Service._meta.get_field(term)
        through, key = field.remote_field.through, f"{field.m2m_reverse_field_name()}_id"
        changing = _changing(pairs, (term,))
        _clear(through, changing)
        through._default_manager.bulk_create(
            through(**{"service_id": row.pk, key: vocabulary.keys[term][code]})
            for one, row in changing
            for code in one.values[term]
        )


def _write_lists(pairs: Pairs) -> None:
    changing = _changing(pairs, ("phones",))
    _clear(Phone, changing)
    Phone.objects.bulk_create(
        Phone(
            service=row,
            sort_order=position,
            number=number,
            takes_calls=calls,
            takes_text=text,
            voicemail=voicemail,
        )
        for one, row in changing
        for position, (number, calls, text, voicemail) in enumerate(one.values["phones"])
    )
    changing = _changing(pairs, ("schedules",))
    _clear(Schedule, changing)
    Schedule.objects.bulk_create(
        Schedule(service=row, weekday=day, opens_at=opens, closes_at=closes)
        for one, row in changing
        for day, opens, closes in one.values["schedules"]
    )


def _write_community(pairs: Pairs) -> None:
    changing = _changing(pairs, _COMMUNITY)
    _clear(OnlineCommunity, changing)
    OnlineCommunity.objects.bulk_create(
        OnlineCommunity(
            service=row,
            platform=one.values["community_platform"],
            **{name: one.values[f"community_{name}"] for name in COMMUNITY},
        )
        for one, row in changing
        if one.values["community_platform"]
    )


def _write_addresses(pairs: Pairs) -> None:
    changing = _changing(pairs, ADDRESS)
    _clear(ServiceAddress, changing)
    ServiceAddress.objects.bulk_create(
        ServiceAddress(service=row, **{name: one.values[name] for name in ADDRESS})
        for one, row in changing
        if any(one.values[name] for name in ADDRESS)
    )
