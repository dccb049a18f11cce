"""Takes some hundred lines at once: what is new, what has changed, what is to be refused."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from core.vocabulary import Region, SpokenLanguage
from resources.domain.importing.columns import (
    ADDRESS,
    COMMUNITY,
    LANGUAGES,
    PROSE,
    SCALARS,
    TERMS,
    Values,
    defaults,
)
from resources.domain.importing.describing import describe
from resources.domain.importing.reading import Line
from resources.domain.importing.refusals import Reason, Refused
from resources.models import Audience, Service, ServiceKind

_TERM_MODELS = {
    "kinds": ServiceKind,
    "audiences": Audience,
    "languages": SpokenLanguage,
    "regions": Region,
}


@dataclass
class Vocabulary:
    """The keys of all terms by their codes; read once for many lines."""

    keys: dict[str, dict[str, int]] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "Vocabulary":
        """Read all terms."""
        return cls(
            {
                name: dict(model._default_manager.values_list("code", "pk"))
                for name, model in _TERM_MODELS.items()
            }
        )


@dataclass(frozen=True)
class Wanted:
    """A service as it is to be after the import.

    Attributes:
        values: all of it, with what a file does not speak of as it was.
        before: as it is now; nothing where it is new.
        key: of the service; nothing where it is new.
        organisation_names: by language, for an organisation that is not there yet.
    """

    values: Values = field(repr=False)
    before: Values | None = field(repr=False)
    key: int | None
    organisation_names: dict[str, str] = field(repr=False)

    def changes(self, names: Iterable[str]) -> bool:
        """Tell whether any of these columns is to be another one."""
        return self.before is None or any(self.before[name] != self.values[name] for name in names)


@dataclass
class Plan:
    """What is to be done with some lines."""

    new: list[Wanted] = field(default_factory=list)
    changed: list[Wanted] = field(default_factory=list)
    unchanged: int = 0
    refused: list[tuple[int, tuple[Refused, ...]]] = field(default_factory=list)


def plan(
    batch: Iterable[Line],
    *,
    vocabulary: Vocabulary,
    may_write_addresses: bool,
    is_for_real: bool = False,
) -> Plan:
    """Compare lines with what there is. Writes nothing.

    Args:
        batch: with no id twice.
        vocabulary: the terms.
        may_write_addresses: whether who asked for it holds that right.
        is_for_real: the plan is carried out in this transaction; what it compares is locked, or
            somebody who hides or closes an entry at this moment would have it undone.
    """
    made = Plan()
    good: list[Line] = []
    for line in batch:
        if line.values is None:
            made.refused.append((line.number, line.refused))
        else:
            good.append(line)
    named = Service.objects.filter(identifier__in=[line.id for line in good]).order_by("pk")
    if is_for_real:
        named = named.select_for_update()
    keys = dict(named.values_list("identifier", "pk"))
    there = describe(keys.values(), only_public_addresses=False)
    for line in good:
        key = keys.get(line.id)
        before = there[key] if key is not None else None
        try:
            wanted = _wanted(line, key, before, vocabulary, may_write_addresses)
        except ExceptionGroup as group:
            refused = tuple(error for error in group.exceptions if isinstance(error, Refused))
            made.refused.append((line.number, refused))
            continue
        if before is None:
            made.new.append(wanted)
        elif wanted.values != before:
            made.changed.append(wanted)
        else:
            made.unchanged += 1
    return made


def _wanted(
    line: Line,
    key: int | None,
    before: Values | None,
    vocabulary: Vocabulary,
    may_write_addresses: bool,
) -> Wanted:
    said = dict(line.values or {})
    names = {language: said.pop(f"organization_name_{language}", "") for language in LANGUAGES}
    values = {**(before or defaults()), **said}
    refused = [
        *_without_right(values, before, may_write_addresses),
        *_incomplete(values, names),
        *_unknown_codes(values, vocabulary),
        *_contradictions(values),
    ]
    if refused:
        raise ExceptionGroup("what cannot be taken", refused)
    return Wanted(values, before, key, names)


def _without_right(values: Values, before: Values | None, may: bool) -> list[Refused]:
    if may:
        return []
    was_public = before is not None and before["place_tier"] == Service.PlaceTier.PUBLIC
    is_same = before is not None and all(before[name] == values[name] for name in ADDRESS)
    if was_public and is_same:
        return []  # what everybody reads tells nothing
    # Whether a hidden address is the same one would be an answer too.
    given = [Refused(Reason.NO_RIGHT, name) for name in ADDRESS if _is_given(name, values, before)]
    becomes_public = not was_public and values["place_tier"] == Service.PlaceTier.PUBLIC
    if becomes_public and before is not None and any(before[name] for name in ADDRESS):
        given.append(Refused(Reason.NO_RIGHT, "place_tier"))
    return given


def _is_given(name: str, values: Values, before: Values | None) -> bool:
    return bool(values[name]) and values[name] is not (before or {}).get(name)


def _incomplete(values: Values, names: dict[str, str]) -> list[Refused]:
    named = [language for language in LANGUAGES if values[f"name_{language}"]]
    is_community = bool(values["community_platform"])
    missing = {
        "organization_id": not values["organization_id"],
        "organization_name_ar": not any(names.values()),
        "kinds": not values["kinds"],
        "name_ar": not named,
        "community_platform": not is_community
        and any(values[f"community_{name}"] for name in COMMUNITY),
    }
    nameless = [
        language
        for language in LANGUAGES
        if language not in named and any(values[f"{name}_{language}"] for name in PROSE)
    ]
    return [
        *(Refused(Reason.REQUIRED, name) for name, is_missing in missing.items() if is_missing),
        *(Refused(Reason.NO_NAME, f"name_{language}") for language in nameless),
    ]


def _unknown_codes(values: Values, vocabulary: Vocabulary) -> list[Refused]:
    return [
        Refused(Reason.UNKNOWN_CODE, name)
        for name in TERMS
        if not set(values[name]) <= vocabulary.keys[name].keys()
    ]


def _contradictions(values: Values) -> list[Refused]:
    """Ask the model's own rules, which the form asks too."""
    try:
        Service(**{name: values[name] for name in SCALARS}).clean()
    except ValidationError as error:
        return [Refused(Reason.CONTRADICTION, name) for name in error.message_dict]
    return []
