"""Says what would become of each passage of a translator's file, and why; writes nothing."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from html import unescape
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.utils.dateparse import parse_datetime
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Locale, LockableMixin, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from bilingual import segment_rules
from bilingual.domain.syncing import CARRIED_OVER
from bilingual.domain.translating import tidy
from bilingual.domain.verdicts import FileRefused, Report, State, Verdict
from bilingual.naming import language_name
from bilingual.po_files import Entry, PoFile
from bilingual.selectors import exchange
from bilingual.selectors.completeness import lock_message
from bilingual.texts import SLUG, where


def judge(
    *,
    file: PoFile,
    translations: Sequence[Translation],
    locale: Locale,
    user: AbstractBaseUser,
    decided: Collection[str] = (),
) -> Report:
    """Say what would become of each passage of `file`; nothing is written.

    Args:
        file: what somebody sends.
        translations: those that the file may be about; which of them the person may edit, and
            which are locked, is looked at here.
        locale: the language that they are into.
        user: who sends it.
        decided: the names of conflicts in which the file's words are to be taken.

    Raises:
        FileRefused: the file is for another language, or for none of `translations`.
    """
    language = file.headers.get("Language", "").replace("_", "-").lower()
    if language and language.partition("-")[0] != locale.language_code.partition("-")[0]:
        raise FileRefused(
            _("This file is for another language (%(found)s); here it has to be %(wanted)s.")
            % {"found": language, "wanted": language_name(locale.language_code)}
        )
    judgement = _Judgement(file, translations, user, decided)
    if not any(judgement.translation_of(entry) for entry in file.entries):
        raise FileRefused(_why_not_here(file, user))
    return Report(list(judgement.verdicts()))


def _why_not_here(file: PoFile, user: AbstractBaseUser) -> str:
    names = {uuid for entry in file.entries if (uuid := _parsed(entry.context)[0])}
    if not names:
        return _("This file was not exported from this site.")
    other = Translation.objects.filter(uuid__in=list(names)[:100]).first()
    target = exchange.target_of(other) if other else None
    if target is not None and exchange.may_edit(user, target):
        return _("This file is for another page: “%(title)s”.") % {
            "title": exchange.title_of(target)
        }
    return _("This file is for another page or another site.")


def _parsed(context: str) -> tuple[UUID | None, str]:
    name, _colon, path = context.partition(":")
    try:
        return UUID(name), path
    except ValueError:
        return None, path


class _Page:
    """What is known of one page of the file; read once."""

    def __init__(self, translation: Translation, user: AbstractBaseUser) -> None:
        self.translation = translation
        self.target = exchange.target_of(translation)
        self.refusal = ""
        if not exchange.may_edit(user, self.target):
            self.title, self.refusal = "", _("You may not edit this page.")
            return
        self.title = exchange.title_of(self.target)
        if isinstance(self.target, LockableMixin):
            self.refusal = lock_message(self.target, user) or ""
        self.source = translation.source.as_instance()
        segments = exchange.segments_of(translation)
        self.words = exchange.words_of(translation, segments)
        self.segments = {(one.context.path, one.string.data): one for one in segments}
        self.of_path: dict[str, list[StringSegment]] = defaultdict(list)
        for segment in segments:
            self.of_path[segment.context.path].append(segment)
        self.slugs: set[str] = set()
        if isinstance(self.target, Page):
            siblings = Page.objects.sibling_of(self.target, inclusive=False)
            self.slugs = set(siblings.values_list("slug", flat=True))

    @property
    def parent(self) -> str:
        """What tells whether two pages are neighbours."""
        steps = Page.steplen
        return self.target.path[:-steps] if isinstance(self.target, Page) else ""


class _Judgement:
    def __init__(
        self,
        file: PoFile,
        translations: Sequence[Translation],
        user: AbstractBaseUser,
        decided: Collection[str],
    ) -> None:
        self.file, self.user, self.decided = file, user, set(decided)
        self.translations = {translation.uuid: translation for translation in translations}
        self.exported = _moment(file.headers.get(exchange.EXPORTED, ""))
        self.pages: dict[int, _Page] = {}
        self.given_slugs: dict[str, set[str]] = defaultdict(set)  # by parent, within this file

    def translation_of(self, entry: Entry) -> Translation | None:
        """Return which of the translations the passage is of."""
        uuid, _path = _parsed(entry.context)
        return self.translations.get(uuid) if uuid else None

    def verdicts(self) -> Iterator[Verdict]:
        """Judge passage by passage; one that stands twice with the same words counts once."""
        passages: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in self.file.entries:
            if not entry.is_obsolete:
                passages[entry.context, entry.source].append(entry)
        for entries in passages.values():
            filled = [entry for entry in entries if entry.text.strip()]
            is_one = len({entry.text for entry in filled}) <= 1
            yield self._verdict((filled or entries)[0], is_one=is_one)

    def _verdict(self, entry: Entry, *, is_one: bool) -> Verdict:
        translation = self.translation_of(entry)
        if translation is None:
            return _refused(Verdict(entry), _("It belongs to another page."))
        if translation.pk not in self.pages:
            self.pages[translation.pk] = _Page(translation, self.user)
        page = self.pages[translation.pk]
        verdict = Verdict(entry, page=page.title, translation_id=translation.pk)
        if not entry.text.strip() and not entry.is_plural:
            return replace(verdict, state=State.EMPTY)
        if page.refusal:
            return _refused(verdict, page.refusal)
        path = _parsed(entry.context)[1]
        if path in page.of_path:
            verdict = replace(verdict, place=where(page.source, path))
        segment = page.segments.get((path, entry.source))
        if segment is None:
            return _refused(verdict, _why_outdated(page.of_path.get(path, [])))
        key = (segment.context_id, segment.string_id)
        row = page.words.get(key)
        verdict = replace(verdict, key=key, stored=row.data if row else None)
        if entry.is_fuzzy:
            return replace(verdict, state=State.FUZZY)
        if not is_one:
            return _refused(verdict, _("It stands in the file twice, with different words."))
        if entry.is_plural:
            return _refused(verdict, _("It has forms for numbers, which pages do not have."))
        return self._on_words(verdict, page, segment, row)

    def _on_words(
        self, verdict: Verdict, page: _Page, segment: StringSegment, row: StringTranslation | None
    ) -> Verdict:
        entry, path = verdict.entry, segment.context.path
        is_read = row is not None and not exchange.is_suggestion(row)
        if is_read and entry.text == verdict.stored:
            return replace(verdict, state=State.SAME)
        text = _as_stored(tidy(entry.text), path)
        reasons = self._problems(page, segment, text)
        if reasons:
            return _refused(verdict, *reasons)
        text = segment_rules.normalised(text)
        if is_read and text == verdict.stored:
            return replace(verdict, state=State.SAME)
        if path == SLUG:
            self.given_slugs[page.parent].add(text)
        verdict = replace(verdict, text=text, state=self._state(entry, row, text))
        if verdict.state == State.CONFLICT and verdict.name in self.decided:
            return replace(verdict, state=State.CHANGED)
        return verdict

    def _problems(self, page: _Page, segment: StringSegment, text: str) -> list[str]:
        context = segment.context
        limits = segment_rules.limits(type(page.source), context.field_path or context.path)
        return segment_rules.problems(
            source_text=segment.string.data,
            text=text,
            language=page.translation.target_locale.language_code,
            taken_slugs=page.slugs | self.given_slugs[page.parent] if context.path == SLUG else (),
            **vars(limits),
        )

    def _state(self, entry: Entry, row: StringTranslation | None, text: str) -> State:
        if row is None:
            return State.NEW
        if exchange.is_suggestion(row) or row.tool_name == CARRIED_OVER or row.data == text:
            return State.CHANGED
        if entry.base:
            if entry.base == exchange.base_of(row.data):
                return State.CHANGED
            if entry.base == exchange.base_of(entry.text):
                return State.NEWER_HERE
            return State.CONFLICT
        # A tool has dropped what names the words at the time of the export.
        is_older = self.exported is not None and row.updated_at <= self.exported
        return State.CHANGED if is_older else State.CONFLICT


def _refused(verdict: Verdict, *reasons: str) -> Verdict:
    return replace(verdict, state=State.REFUSED, reasons=reasons)


def _moment(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


def _as_stored(text: str, path: str) -> str:
    if path != SLUG:
        return text
    # Left alone where nothing would be left, so that the refusal is about what was written.
    is_markup = "<" in text
    return (not is_markup and slugify(unescape(text), allow_unicode=True)) or text


def _why_outdated(now: list[StringSegment]) -> str:
    if not now:
        return _("This passage is no longer on the page.")
    if len(now) > 1:
        return _("This passage has changed since the export.")
    return _("This passage has changed since the export. It now says: “%(text)s”") % {
        "text": now[0].string.data
    }
