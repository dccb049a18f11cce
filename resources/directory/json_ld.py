"""What machines are told of a service, in terms of schema.org: an allow-list without any address.

Source: https://schema.org/Service and https://schema.org/ServiceChannel
"""

from typing import Any

from resources.selectors.directory import Status, Tier
from resources.selectors.directory_entries import Details, Entry

# Where the region is that of people served, or of a place that is public anyway.
_TELLS_REGION = {Tier.PUBLIC, Tier.NONE}


def of_service(
    entry: Entry, details: Details, *, url: str, organisation_url: str
) -> dict[str, Any] | None:
    """Return what is told of a service, or nothing where nobody should be sent there.

    Args:
        entry, details: what readers may know.
        url: the absolute address of its page.
        organisation_url: the absolute address of the page of who offers it.
    """
    if entry.needs_review or entry.status.code not in {Status.OPEN, Status.FULL}:
        return None
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Service",
        "name": entry.name.text,
        "url": url,
        "serviceType": [kind.label for kind in entry.kinds],
    }
    if entry.organisation:
        told["provider"] = {
            "@type": "Organization",
            "name": entry.organisation.name.text,
            "url": organisation_url,
        }
    if entry.place.tier in _TELLS_REGION and entry.place.regions:
        told["areaServed"] = list(entry.place.regions)
    if details.spoken:
        told["availableChannel"] = {
            "@type": "ServiceChannel",
            "serviceUrl": url,
            "availableLanguage": list(details.spoken),
        }
    return told
