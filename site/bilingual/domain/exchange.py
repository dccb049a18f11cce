"""Stores translators' words from a file: all that nothing speaks against, or nothing at all."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail_localize.models import Translation

from bilingual.domain import translating
from bilingual.domain.conflicts import token
from bilingual.domain.judging import judge
from bilingual.domain.verdicts import Report, State, Verdict
from bilingual.po_files import PoFile


@transaction.atomic
def take(
    *,
    file: PoFile,
    translations: Sequence[Translation],
    locale: Locale,
    user: AbstractBaseUser,
    decided: Collection[str] = (),
) -> Report:
    """Store the words of all passages that nothing speaks against, and say what became of each.

    Everything is judged again, so that what has changed since the person looked is noticed.

    Args:
        file: what somebody sends.
        translations: those that the file may be about.
        locale: the language that they are into.
        user: who sends it.
        decided: the names of conflicts in which the file's words are to be taken.

    Raises:
        FileRefused: as `judge` does.
    """
    # Whoever comes second waits here and then sees what the first has stored.
    list(
        Translation.objects.select_for_update(of=("self",))
        .filter(pk__in=[translation.pk for translation in translations])
        .order_by("pk")
    )
    report = judge(file=file, translations=translations, locale=locale, user=user, decided=decided)
    for translation in translations:
        mine = [one for one in report.taken if one.translation_id == translation.pk]
        if mine:
            saved = translating.save_segments(
                translation=translation, entries=[_entry(one) for one in mine], user=user
            )
            report.verdicts = [
                _after(one, saved) if one.translation_id == translation.pk else one
                for one in report.verdicts
            ]
    return report


def _entry(verdict: Verdict) -> translating.Entry:
    context_id, string_id = verdict.key or (0, 0)
    return translating.Entry(
        context_id=context_id,
        string_id=string_id,
        words=verdict.text,
        seen=token(verdict.stored),
        is_read=True,
        is_stored_form=True,
    )


def _after(verdict: Verdict, saved: translating.SaveReport) -> Verdict:
    """Return the verdict as it came out; what the editor refuses, a file does not bring in."""
    if not verdict.is_taken or verdict.key in saved.saved or verdict.key is None:
        return verdict
    reasons = saved.errors.get(verdict.key) or [_("It was changed on the site just now.")]
    return replace(verdict, state=State.REFUSED, reasons=tuple(reasons))
