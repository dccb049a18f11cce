"""What machines are told of articles and facts, in terms of schema.org. No person is named.

Sources: https://schema.org/ClaimReview, https://schema.org/Article, and what Google asks of both:
https://developers.google.com/search/docs/appearance/structured-data/factcheck and …/article
"""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from core.models import BasePage
from resources.models.myths import MythPage, Rating

# The numbers say only how far from true; what counts is the word. 5 would be true.
WORST, BEST = 1, 5
VALUES = {Rating.FALSE: 1, Rating.MISLEADING: 2, Rating.OUT_OF_CONTEXT: 2, Rating.UNPROVEN: 3}


def of_page(page: BasePage, *, url: str) -> dict[str, Any] | None:
    """Return what is told of a page, or nothing of one that is discreet.

    Args:
        page: an article or a fact.
        url: its absolute address.
    """
    if not page.has_preview:
        return None
    told = {"@context": "https://schema.org", **_article(page, url)}
    if isinstance(page, MythPage) and page.has_claim:
        told |= _claim_review(page)
    return told


def _article(page: BasePage, url: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@type": "Article",
        "headline": page.document_title,
        "url": url,
        "mainEntityOfPage": url,
        "inLanguage": page.locale.language_code,
        "author": _publisher(),
        "publisher": _publisher(),
        "isAccessibleForFree": True,
    }
    if page.summary:
        told["description"] = page.summary
    # The days alone: hours would tell when somebody is at work here.
    if page.first_published_at:
        told["datePublished"] = f"{page.first_published_at:%Y-%m-%d}"
    if page.last_published_at:
        told["dateModified"] = f"{page.last_published_at:%Y-%m-%d}"
    if page.social_image:
        told["image"] = [page.social_image.get_rendition("fill-1200x630|format-jpeg").full_url]
    return told


def _claim_review(page: MythPage) -> dict[str, Any]:
    claim = {
        "@type": "Claim",
        "appearance": {"@type": "CreativeWork", "url": page.claim_url},
        "author": {"@type": "Organization", "name": page.claim_by},
    }
    if page.claim_date:
        claim["datePublished"] = f"{page.claim_date:%Y-%m-%d}"
    return {
        "@type": "ClaimReview",
        "name": page.document_title,
        "claimReviewed": page.myth,
        "itemReviewed": claim,
        "reviewRating": {
            "@type": "Rating",
            "alternateName": str(page.get_claim_rating_display()),
            "ratingValue": VALUES[Rating(page.claim_rating)],
            "worstRating": WORST,
            "bestRating": BEST,
        },
    }


def _publisher() -> dict[str, str]:
    return {"@type": "Organization", "name": gettext("Sanad"), "url": f"{settings.SITE_URL}/"}
