"""Services as the Human Services Data Specification 3 writes them, to and from our columns.

What the specification has no room for, such as a second language or how safe a voicemail is,
stands in a member of our own, `sanad`. https://docs.openreferral.org/en/v3.0.1/
"""

import re
from typing import Any

from resources.domain.importing.columns import (
    ADDRESS,
    COLUMNS,
    COMMUNITY,
    LANGUAGES,
    PROSE,
    TERMS,
    Values,
)
from resources.domain.importing.refusals import Reason, Refused

Object = dict[str, Any]

_STATUS = {"open": "active", "full": "active", "paused": "temporarily closed", "closed": "defunct"}
_OUR_STATUS = {
    "active": "open",
    "inactive": "paused",
    "temporarily closed": "paused",
    "defunct": "closed",
}
_PROSE = {
    "name": "name",
    "description": "description",
    "eligibility_description": "eligibility",
    "application_process": "application",
    "fees_description": "fees",
}
_FACTS = (
    "status",
    "is_published",
    "papers",
    "cost",
    "time_zone",
    "is_remote",
    "place_tier",
    "check_method",
    "next_check",
)
_ARABIC = re.compile("[\u0600-\u06ff]")
_ADDRESS_PARTS = ("address_1", "address_2", "city", "region", "state_province", "country")


def to_hsds(values: Values) -> dict[str, Any]:
    """Return a service as the specification has it; its address only if `values` hold one."""
    written = {name: COLUMNS[name].write(values[name]) for name in COLUMNS}
    first = "en" if values["name_en"] else "ar"
    service: dict[str, Any] = {
        "id": values["id"],
        **{theirs: values[f"{ours}_{first}"] for theirs, ours in _PROSE.items()},
        "url": values["url"],
        "email": values["email"],
        "status": _STATUS[values["status"]],
        "minimum_age": values["minimum_age"],
        "maximum_age": values["maximum_age"],
        "assured_date": written["last_checked"],
        "organization": {
            "id": values["organization_id"],
            "name": values["organization_name_en"] or values["organization_name_ar"],
            "description": "",
        },
        "phones": [_phone(values["id"], *phone) for phone in enumerate(values["phones"], start=1)],
        "schedules": [
            {
                "id": f"{values['id']}-schedule-{number}",
                "freq": "WEEKLY",
                "byday": day,
                "opens_at": f"{opens:%H:%M}",
                "closes_at": f"{closes:%H:%M}",
            }
            for number, (day, opens, closes) in enumerate(values["schedules"], start=1)
        ],
        "languages": [{"id": code, "code": code} for code in values["languages"]],
        "service_areas": [{"id": code, "name": code} for code in values["regions"]],
        "sanad": {
            "texts": {
                language: {name: values[f"{name}_{language}"] for name in PROSE}
                for language in LANGUAGES
                if values[f"name_{language}"]
            },
            "organization_names": {
                language: values[f"organization_name_{language}"] for language in LANGUAGES
            },
            **{name: written[name] for name in _FACTS},
            **{name: list(values[name]) for name in TERMS},
            "community": {name: values[f"community_{name}"] for name in ("platform", *COMMUNITY)},
        },
    }
    address = {name: values[name] for name in ADDRESS}
    if any(address.values()):
        service["sanad"]["address"] = address
        service["service_at_locations"] = [_location(values)]
    return service


def cells_of(service: Any) -> dict[str, str]:
    """Return the cells of a service; what the specification has and we do not is left out.

    Raises:
        Refused: it is no object, or a member has another type than the specification says.
    """
    if not isinstance(service, dict):
        raise Refused(Reason.NO_OBJECT)
    own = _object(service, "sanad")
    cells = {name: _text(service, name) for name in ("id", "url", "email") if name in service}
    cells |= {
        name: _text(service, name) for name in ("minimum_age", "maximum_age") if name in service
    }
    if "assured_date" in service:
        cells["last_checked"] = _text(service, "assured_date")
    _read_organisation(cells, service, own)
    _read_texts(cells, service, own)
    _read_lists(cells, service)
    _read_own(cells, service, own)
    _read_address(cells, service, own)
    return cells


def _phone(identifier: str, number: int, phone: tuple[str, bool, bool, str]) -> dict[str, Any]:
    digits, calls, text, voicemail = phone
    return {
        "id": f"{identifier}-phone-{number}",
        "number": digits,
        "type": "voice" if calls else "text",
        "takes_calls": calls,
        "takes_text": text,
        "voicemail": voicemail,
    }


def _location(values: Values) -> dict[str, Any]:
    address = values["address_en"] or values["address_ar"]
    return {
        "id": f"{values['id']}-place",
        "location": {
            "id": f"{values['id']}-location",
            "location_type": "physical",
            "addresses": [
                {
                    "id": f"{values['id']}-address",
                    "address_1": address,
                    "address_type": "physical",
                }
            ],
        },
    }


def _read_organisation(cells: dict[str, str], service: Object, own: Object) -> None:
    organisation = _object(service, "organization")
    if "id" in organisation:
        cells["organization_id"] = _text(organisation, "id", at="organization")
    elif "organization_id" in service:
        cells["organization_id"] = _text(service, "organization_id")
    names = _object(own, "organization_names", at="sanad.organization_names")
    for language in LANGUAGES:
        if language in names:
            cells[f"organization_name_{language}"] = _text(
                names, language, at="sanad.organization_names"
            )
    if not names and "name" in organisation:
        name = _text(organisation, "name", at="organization")
        cells[f"organization_name_{_language(name)}"] = name


def _read_texts(cells: dict[str, str], service: Object, own: Object) -> None:
    if "texts" not in own:
        language = _language(_text(service, "name"))
        cells |= {
            f"{ours}_{language}": _text(service, theirs)
            for theirs, ours in _PROSE.items()
            if theirs in service
        }
        return
    texts = _object(own, "texts", at="sanad.texts")
    _refuse_unknown(texts, LANGUAGES, at="sanad.texts")
    for language in LANGUAGES:
        text = _object(texts, language, at="sanad.texts")
        _refuse_unknown(text, PROSE, at="sanad.texts")
        cells |= {
            f"{name}_{language}": _text(text, name, at="sanad.texts") if name in text else ""
            for name in PROSE
        }


def _read_lists(cells: dict[str, str], service: Object) -> None:
    if "phones" in service:
        cells["phones"] = "|".join(_phone_cell(phone) for phone in _list(service, "phones"))
    if "schedules" in service:
        cells["schedules"] = "|".join(
            f"{day} {_text(row, 'opens_at')[:5]}-{_text(row, 'closes_at')[:5]}"
            for row in map(_as_object, _list(service, "schedules"))
            for day in _text(row, "byday").split(",")
        )
    if "languages" in service:
        codes = [_text(_as_object(row), "code") for row in _list(service, "languages")]
        cells["languages"] = "|".join(codes)
    if "attributes" in service:
        terms = [_object(_as_object(row), "taxonomy_term") for row in _list(service, "attributes")]
        cells["kinds"] = "|".join(_text(term, "code") for term in terms)


def _phone_cell(row: Any) -> str:
    phone = _as_object(row)
    is_text = _text(phone, "type") in {"text", "sms"}
    marks = []
    if phone.get("takes_calls", not is_text) is True:
        marks.append("calls")
    if phone.get("takes_text", is_text) is True:
        marks.append("text")
    if "voicemail" in phone:
        marks.append(f"voicemail-{_text(phone, 'voicemail')}")
    return "/".join([_text(phone, "number"), *marks])


def _read_own(cells: dict[str, str], service: Object, own: Object) -> None:
    known = ("texts", "organization_names", "address", "community", *_FACTS, *TERMS)
    _refuse_unknown(own, known, at="sanad")
    if "status" in service and "status" not in own:
        cells["status"] = _OUR_STATUS.get(_text(service, "status"), _text(service, "status"))
    cells |= {name: _text(own, name, at="sanad") for name in _FACTS if name in own}
    cells |= {
        name: "|".join(_as_text(code, at=f"sanad.{name}") for code in _list(own, name))
        for name in TERMS
        if name in own
    }
    if "community" in own:
        community = _object(own, "community", at="sanad.community")
        names = ("platform", *COMMUNITY)
        _refuse_unknown(community, names, at="sanad.community")
        cells |= {
            f"community_{name}": _text(community, name, at="sanad.community")
            for name in names
            if name in community
        }


def _read_address(cells: dict[str, str], service: Object, own: Object) -> None:
    if "address" in own:
        address = _object(own, "address", at="sanad.address")
        _refuse_unknown(address, ADDRESS, at="sanad.address")
        cells |= {
            name: _text(address, name, at="sanad.address") for name in ADDRESS if name in address
        }
        return
    for row in map(_as_object, _list(service, "service_at_locations")):
        for found in map(_as_object, _list(_object(row, "location"), "addresses")):
            parts = [_text(found, part) for part in _ADDRESS_PARTS if part in found]
            address_text = ", ".join(part for part in parts if part)
            cells.setdefault(f"address_{_language(address_text)}", address_text)


def _language(text: str) -> str:
    return "ar" if _ARABIC.search(text) else "en"


def _text(row: Object, name: str, *, at: str = "") -> str:
    return _as_text(row.get(name), at=f"{at}.{name}" if at else name)


def _as_text(value: Any, *, at: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str | int | float):
        return str(value)
    raise Refused(Reason.WRONG_TYPE, at[:60])


def _object(row: Object, name: str, *, at: str = "") -> Object:
    value = row.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Refused(Reason.WRONG_TYPE, (at or name)[:60])
    return value


def _as_object(value: Any) -> Object:
    if not isinstance(value, dict):
        raise Refused(Reason.WRONG_TYPE)
    return value


def _list(row: Object, name: str) -> list[Any]:
    value = row.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise Refused(Reason.WRONG_TYPE, name)
    return value


def _refuse_unknown(row: Object, known: tuple[str, ...], *, at: str) -> None:
    # The name of a member may be anything, an address too: only where it stands is told.
    if not set(row) <= set(known):
        raise Refused(Reason.UNKNOWN_MEMBER, at)
