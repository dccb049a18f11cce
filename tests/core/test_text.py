"""Text that strangers send: in one normal form, and without what only serves to deceive."""

import unicodedata

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from core.fields import FreeTextField
from core.text import clean_text, is_blank, validate_not_blank, with_numbers_in_order

ANY_TEXT = st.text(alphabet=st.characters(codec=None))
OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
MARKS = "\u200e\u200f\u061c\u200c\u200d"


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(value: str) -> None:
    once = clean_text(value)
    assert clean_text(once) == once


@given(ANY_TEXT)
def test_what_is_left_is_normal_and_can_be_stored(value: str) -> None:
    cleaned = clean_text(value)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not set(cleaned) & set(OVERRIDES + "\0\r\x1b\x7f\x85")
    cleaned.encode()  # no half of a surrogate pair, which no database takes


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("line\r\nline\rline\nline", "line\nline\nline\nline"),
        ("tab\tstays", "tab\tstays"),
        ("  around  ", "around"),
        ("nul\0 bell\a escape\x1b[31m", "nul bell escape[31m"),
        ("\u202eevil\u202c", "evil"),
        (f"می\u200cخواهم {MARKS}", f"می\u200cخواهم {MARKS}"),  # joiners and marks are ordinary
        ("e\0\u0301", "é"),
        ("أنا بخير، شكرًا", "أنا بخير، شكرًا"),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
        ("half \ud83d of a pair", "half  of a pair"),
        ("", ""),
    ],
)
def test_what_is_kept(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


@pytest.mark.parametrize(
    "value",
    ["", " ", "\n\t", "\u00a0\u2003\u3000", "\u200b\u200b", "\u200f\u200e", "\ufeff", "\u2800",
     "\u3164", "\0", "\u2028", "\u180e"],
)  # fmt: skip
def test_what_shows_nothing_is_blank(value: str) -> None:
    assert is_blank(value)
    with pytest.raises(ValidationError):
        validate_not_blank(value)


@pytest.mark.parametrize("value", [".", "0", "؟", "م", "🙂", "\U0001fae8", " x ", "\u0301"])
def test_what_shows_anything_is_not(value: str) -> None:
    assert not is_blank(value)
    validate_not_blank(value)


class TestFreeTextField:
    def test_the_limit_counts_what_is_kept(self) -> None:
        field = FreeTextField(max_length=5)
        assert field.clean("  12345\r\n\0") == "12345"
        with pytest.raises(ValidationError) as refused:
            field.clean("123456")
        assert "6" in refused.value.messages[0]
        assert "5" in refused.value.messages[0]

    @pytest.mark.parametrize("value", ["", "   ", "\u200b", None])
    def test_nothing_is_refused_or_kept_as_nothing(self, value) -> None:
        with pytest.raises(ValidationError):
            FreeTextField(max_length=5).clean(value)
        assert FreeTextField(max_length=5, required=False).clean(value) == ""

    def test_the_browser_cuts_nothing_and_remembers_nothing(self) -> None:
        class Form(forms.Form):
            text = FreeTextField(max_length=5)

        html = str(Form()["text"])
        assert 'autocomplete="off"' in html
        assert 'dir="auto"' in html


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("اتصلوا على 70 123 456 مساءً", "70 123 456"),
        ("‏+000 555 0190، صباحًا", "+000 555 0190"),
        ("الرقم ٧٠ ١٢٣ ٤٥٦", "٧٠ ١٢٣ ٤٥٦"),
        ("(01) 555-019", "(01) 555-019"),
        ("+96170123456", "+96170123456"),
        ("+961(70)123456", "+961(70)123456"),
        ("على و70 123 456مساءً", "70 123 456"),
    ],
)
def test_groups_of_a_telephone_number_stand_in_their_order(text, number):
    assert with_numbers_in_order(text) == text.replace(number, f"\u2066{number}\u2069")


@pytest.mark.parametrize(
    "text",
    [
        "من 10 - 12",
        "2024 - 2026",
        "a8f63bb760078f8a7",
        "123456789",
        "+" + "1" * 5000 + "a",
        "بعد 3 أيام أو 4",
        "5, 6",
        "",
        "+",
    ],
)
def test_other_numbers_follow_the_text_around_them(text):
    assert with_numbers_in_order(text) == text


def test_a_filter_shows_numbers_in_order_and_escapes_all_else():
    shown = Template("{% load sanad %}{{ text|numbers_in_order }}").render(
        Context({"text": "<b>70 123 456</b>"})
    )
    assert shown == "&lt;b&gt;\u206670 123 456\u2069&lt;/b&gt;"
