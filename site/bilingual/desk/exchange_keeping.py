"""Keeps a file from the look at it to the confirmation: in the page itself, not on the server."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core import signing
from django.utils.translation import gettext as _

from bilingual.domain.verdicts import FileRefused, Report, State, Verdict
from bilingual.po_files import Entry, PoFile
from bilingual.selectors.exchange import EXPORTED

_MOST_SIGNS = 1_500_000  # of a hidden field; Django takes forms of 2 MB
_SECONDS = 6 * 3600
_HEADERS = ("Language", EXPORTED)


def pack(
    file: PoFile,
    report: Report,
    *,
    states: Collection[State],
    user: AbstractBaseUser,
    scope: str,
) -> str:
    """Return what the page gives back on confirmation, signed; empty where nothing is to be kept.

    Args:
        file: what was sent.
        report: on the file.
        states: which passages are kept; those that were refused are kept to be shown again.
        user: who sent it, and alone may confirm it.
        scope: what names the pages that it is about, and is good for alone.

    Raises:
        FileRefused: it is more than a form takes.
    """
    entries = [one.entry for one in report.verdicts if one.state in states]
    if not entries:
        return ""
    content = {
        "headers": {name: file.headers[name] for name in _HEADERS if name in file.headers},
        "entries": [(one.context, one.source, one.text, one.base) for one in entries],
        "refused": [
            (one.page, one.place, one.entry.source, one.entry.text, one.reasons)
            for one in report.of(State.REFUSED)
        ],
    }
    kept = signing.dumps(content, salt=_salt(user, scope), compress=True)
    if len(kept) > _MOST_SIGNS:
        raise FileRefused(_("There is too much that is new at once. Export smaller sections."))
    return kept


def unpack(kept: str, *, user: AbstractBaseUser, scope: str) -> tuple[PoFile, list[Verdict]]:
    """Return the passages that `pack` kept, and what was refused already.

    Raises:
        FileRefused: it was kept too long, or is not what was packed for this person and scope.
    """
    try:
        content: dict[str, Any] = signing.loads(kept, salt=_salt(user, scope), max_age=_SECONDS)
    except signing.BadSignature as error:
        raise FileRefused(
            _("Too much time has passed. Nothing was taken; choose the file again.")
        ) from error
    entries = [
        Entry(context=context, source=source, text=text, base=base)
        for context, source, text, base in content["entries"]
    ]
    refused = [
        Verdict(
            Entry(context="", source=source, text=text),
            page=page,
            place=place,
            reasons=tuple(reasons),
        )
        for page, place, source, text, reasons in content["refused"]
    ]
    return PoFile(headers=content["headers"], entries=entries), refused


def _salt(user: AbstractBaseUser, scope: str) -> str:
    return f"bilingual.exchange:{user.pk}:{scope}"
