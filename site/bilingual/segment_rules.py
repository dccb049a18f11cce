"""Decides whether words may stand as the translation of a passage, whichever way they come in.

Passages are in wagtail-localize's form: text with a few inline tags, links as `<a id="a1">`, and a
line break as `<br>`, also where the field takes plain text. Nothing here asks the database.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from html.parser import HTMLParser

from bs4 import BeautifulSoup
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail_localize.strings import INLINE_TAGS, StringValue

from bilingual.texts import is_copied_prose
from core.blocks import is_allowed_target
from core.text import is_blank

LONGEST = 50_000  # signs of one passage, its markup included; a long paragraph has some thousand
DEEPEST = 20  # tags within tags; what renders them calls itself for each
_CONTROLS_THAT_STAY = "\n\r\t"
_TAG_WITHOUT_END = re.compile(r"<[a-zA-Z/!?][^>]*\Z")


@dataclass(frozen=True)
class Limits:
    """What a field asks of its words, named as `problems` takes it: `problems(…, **vars(limits))`.

    Attributes:
        max_length: the most signs that it holds, or nothing.
        is_slug: whether it is the last part of the page's address.
        is_plain: whether it holds words without markup.
        is_one_line: whether it has no line breaks.
    """

    max_length: int | None = None
    is_slug: bool = False
    is_plain: bool = False
    is_one_line: bool = False


def limits(model: type[models.Model], field_path: str) -> Limits:
    """Return what the field of `model` at `field_path` asks of its words.

    Args:
        model: a page type or a snippet.
        field_path: as in wagtail-localize's `TranslationContext.field_path`, for example
            `body.heading.text`; one that the model does not have limits nothing.
    """
    name, _dot, rest = field_path.partition(".")
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return Limits()
    if isinstance(field, StreamField):
        return _limits_of_block(field.stream_block, rest)
    if field.is_relation and rest and field.related_model:
        return limits(field.related_model, rest)
    if isinstance(field, RichTextField):
        return Limits()
    if isinstance(field, models.CharField | models.TextField):
        return Limits(
            max_length=field.max_length,
            is_slug=isinstance(field, models.SlugField),
            is_plain=True,
            is_one_line=isinstance(field, models.CharField),
        )
    return Limits()


def normalised(text: str) -> str:
    """Return `text` as it is kept: the same words, with `&` and `<` written as HTML wants them.

    Only for text in which `problems` found nothing.
    """
    return StringValue.from_translated_html(text).data


def problems(
    *,
    source_text: str,
    text: str,
    max_length: int | None = None,
    is_slug: bool = False,
    is_plain: bool = False,
    is_one_line: bool = False,
    taken_slugs: Collection[str] = (),
    language: str = "",
) -> list[str]:
    """Return why `text` may not stand as the translation of `source_text`, in sentences.

    Args:
        source_text: the passage, in wagtail-localize's form.
        text: its translation, in the same form; empty text is a problem here, so a caller for whom
            it means "not translated yet" asks before.
        max_length: the most signs of words that the field holds; markup is not counted.
        is_slug: whether it is the last part of the page's address.
        is_plain: whether the field holds words without markup.
        is_one_line: whether the field has no line breaks.
        taken_slugs: what the neighbours of the page are called in its address.
        language: the code of the language that `text` is in; without it, copies are not looked for.
    """
    if len(text) > LONGEST:
        return [_("This is too long: more than %(most)d signs.") % {"most": LONGEST}]
    if any(_is_control(sign) for sign in text):
        return [_("It has invisible control characters, which would break the page.")]
    found = _faults_of_markup(text)
    if found:
        return found
    value, source = StringValue.from_translated_html(text), StringValue(source_text)
    words, source_words = value.render_text(), source.render_text()
    if any(_is_control(sign) for sign in words):  # written as a number, such as &#1;
        return [_("It has invisible control characters, which would break the page.")]
    if is_blank(words):
        return [_("There are no words in it.")]
    if text == source_text and language and is_copied_prose(text, language):
        return [_("These are the words of the original. Translate them.")]
    found = _faults_of_links(source_text, text)
    if is_plain and _tags(text) - {"br"}:
        found.append(_("This place takes plain words only, without tags such as <b>."))
    if is_one_line and len(words.splitlines()) > 1 and len(source_words.splitlines()) == 1:
        found.append(_("This place takes one line, without line breaks."))
    if max_length and len(words) > max_length:
        found.append(
            _("This is too long: it has %(has)d signs, and the limit is %(most)d.")
            % {"has": len(words), "most": max_length}
        )
    if is_slug:
        found += _faults_of_slug(words, taken_slugs)
    elif _is_target(source_words) and not is_allowed_target(words):
        found.append(_("Begin the address with https://, mailto:, tel: or /."))
    return found


def _limits_of_block(block: blocks.Block, path: str) -> Limits:
    name, _dot, rest = path.partition(".")
    if isinstance(block, blocks.ListBlock):
        return _limits_of_block(block.child_block, rest)
    if isinstance(block, blocks.BaseStreamBlock | blocks.BaseStructBlock):
        child = block.child_blocks.get(name)
        return _limits_of_block(child, rest) if child else Limits()
    if isinstance(block, blocks.CharBlock | blocks.TextBlock):
        return Limits(
            max_length=block.field.max_length,
            is_plain=True,
            is_one_line=isinstance(block, blocks.CharBlock),
        )
    return Limits()


def _is_control(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cs"} and sign not in _CONTROLS_THAT_STAY


class _Tags(HTMLParser):
    """Notes what the browser's leniency would hide: what is not closed, not allowed, not ours."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        if tag not in INLINE_TAGS:
            self._add(_("The tag <%(tag)s> may not stand in a passage.") % {"tag": tag})
        elif [name for name, _value in attrs if not (tag == "a" and name == "id")]:
            name = next(name for name, _value in attrs if not (tag == "a" and name == "id"))
            self._add(
                _("The tag <%(tag)s> may not carry “%(attribute)s”.")
                % {"tag": tag, "attribute": name}
            )
        elif tag == "a" and ("id" not in dict(attrs) or "a" in self.open):
            self._add(_('A link has to be one of the source\'s, such as <a id="a1">…</a>.'))
        if tag != "br":
            self.open.append(tag)
            if len(self.open) > DEEPEST:
                self._add(_("Too many tags stand within each other."))

    def handle_endtag(self, tag: str) -> None:
        if tag == "br":
            return
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self._add(_("</%(tag)s> closes no open tag.") % {"tag": tag})

    def handle_comment(self, data: str) -> None:
        self._add_hidden()

    def handle_decl(self, decl: str) -> None:
        self._add_hidden()

    def handle_pi(self, data: str) -> None:
        self._add_hidden()

    def unknown_decl(self, data: str) -> None:
        self._add_hidden()

    def _add_hidden(self) -> None:
        self._add(_("It has a comment or an instruction for computers (<!…> or <?…>)."))

    def _add(self, fault: str) -> None:
        if fault not in self.faults:
            self.faults.append(fault)


def _faults_of_markup(text: str) -> list[str]:
    if "<" not in text:
        return []
    if _TAG_WITHOUT_END.search(text):
        return [_("A tag at the end is not closed: “>” is missing.")]
    parser = _Tags()
    parser.feed(text)
    parser.close()
    if not parser.faults and parser.open:
        parser.faults.append(_("The tag <%(tag)s> is not closed.") % {"tag": parser.open[-1]})
    return parser.faults


def _faults_of_links(source_text: str, text: str) -> list[str]:
    wanted, given = _links(source_text), _links(text)
    missing = [
        _('The link “%(words)s” is missing: put <a id="%(id)s">…</a> round its words.')
        % {"words": words, "id": name}
        for name, words in wanted.items()
        if name not in given
    ]
    invented = [
        _("The source has no link “%(id)s”.") % {"id": name} for name in given if name not in wanted
    ]
    blank = [
        _("The link “%(id)s” has no words.") % {"id": name}
        for name, words in given.items()
        if name in wanted and is_blank(words) and not is_blank(wanted[name])
    ]
    return missing + invented + blank


def _links(html: str) -> dict[str, str]:
    if "<a" not in html:
        return {}
    soup = BeautifulSoup(html, "html.parser")
    return {link["id"]: link.get_text() for link in soup.find_all("a", id=True)}


def _tags(html: str) -> set[str]:
    parser = _Tags()
    parser.feed(html)
    parser.close()
    return parser.seen


def _faults_of_slug(words: str, taken: Collection[str]) -> list[str]:
    slug = slugify(words, allow_unicode=True)
    if not any(sign.isalnum() for sign in slug):
        return [_("An address needs letters or digits, not only punctuation.")]
    if slug in taken:
        return [_("Another page here has the address “%(slug)s” already.") % {"slug": slug}]
    return []


def _is_target(words: str) -> bool:
    """Tell whether a passage is itself an address: a button's, which no form looks at."""
    return " " not in words and is_allowed_target(words)
