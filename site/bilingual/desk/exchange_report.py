"""Words the report on a translator's file: what was taken, and what was refused and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from bilingual.diff import Piece, similarity, word_diff
from bilingual.domain.verdicts import Report, State, Verdict


@dataclass(frozen=True)
class Row:
    """A passage as the report shows it.

    Attributes:
        difference: what changes word by word; empty where that would be no help.
        is_side_by_side: whether the site's words and the file's are shown one after the other.
    """

    verdict: Verdict
    difference: SafeString
    is_side_by_side: bool


@dataclass(frozen=True)
class Group:
    """All passages of which the same becomes.

    Attributes:
        is_open: whether they are shown at once; they are where somebody has something to do.
        is_decided: whether the person decides on each.
        is_counted_only: whether nothing but their number is of interest.
    """

    state: str
    heading: str | Promise
    explanation: str | Promise
    rows: list[Row]
    is_open: bool
    is_decided: bool
    is_counted_only: bool


# In the order of the page: first what somebody has to look at.
_WORDING: dict[State, tuple[str | Promise, str | Promise]] = {
    State.REFUSED: (_("Refused"), _("These words are not taken. The reason stands beside each.")),
    State.CONFLICT: (
        _("Changed in both places"),
        _(
            "Since the export somebody has changed these words on the site. They stay as they are "
            "on the site, unless you choose those of the file."
        ),
    ),
    State.CHANGED: (_("Changed"), _("Until now the site had other words here.")),
    State.NEW: (_("New"), _("Until now the site had no words here.")),
    State.FUZZY: (
        _("Still marked as “needs work”"),
        _(
            "These are suggestions, which the file marks as fuzzy. They are not taken before "
            "somebody takes the mark away."
        ),
    ),
    State.NEWER_HERE: (
        _("Newer on the site"),
        _("The file has these words as they were exported; the newer ones of the site stay."),
    ),
    State.SAME: (_("The same"), _("The site has these words already.")),
    State.EMPTY: (_("Empty"), _("The file has no words here. What the site has stays.")),
}
_OPEN = {State.REFUSED, State.CONFLICT, State.CHANGED}
_COUNTED_ONLY = {State.SAME, State.EMPTY}
_MARKS = {"same": "{}", "added": "<ins>{}</ins>", "removed": "<del>{}</del>"}
_TOO_DIFFERENT = 0.4
_COMPARED = {State.CHANGED, State.CONFLICT, State.NEWER_HERE}


def groups_of(report: Report, *, refused_before: Sequence[Verdict] = ()) -> list[Group]:
    """Return the report's passages by what becomes of them; groups without any are left out.

    Args:
        report: on the file.
        refused_before: what was refused when the file was first looked at.
    """
    groups = []
    for state, (heading, explanation) in _WORDING.items():
        verdicts = report.of(state)
        if state == State.REFUSED:
            verdicts = [*refused_before, *verdicts]
        if verdicts:
            groups.append(
                Group(
                    state=state.value,
                    heading=heading,
                    explanation=explanation,
                    rows=[_row(verdict) for verdict in verdicts],
                    is_open=state in _OPEN,
                    is_decided=state == State.CONFLICT,
                    is_counted_only=state in _COUNTED_ONLY,
                )
            )
    return groups


def _row(verdict: Verdict) -> Row:
    stored, words = verdict.stored or "", verdict.text or verdict.entry.text
    is_compared = bool(stored) and verdict.state in _COMPARED
    # Who decides reads both whole; and what is all new reads badly as a list of changes.
    is_side_by_side = is_compared and (
        verdict.state == State.CONFLICT or similarity(stored, words) < _TOO_DIFFERENT
    )
    pieces = word_diff(stored, words) if is_compared and not is_side_by_side else []
    return Row(verdict, _marked(pieces), is_side_by_side)


def _marked(pieces: list[Piece]) -> SafeString:
    return format_html_join(
        "", "{}", ((format_html(_MARKS[operation], text),) for operation, text in pieces)
    )
