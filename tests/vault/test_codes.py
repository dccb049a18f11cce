"""Return codes in what people write: found in every form in which one could be typed in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.crypto import return_code
from vault.domain.codes import BLANK, blank_return_codes, find_return_code

CODE = "1234567890123456789" + return_code.check_digit("1234567890123456789")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def grouped(separator: str, code: str = CODE) -> str:
    return separator.join(code[start : start + 4] for start in range(0, 20, 4))


FORMS = [
    CODE,
    grouped(" "),
    grouped("-"),
    grouped(" – "),
    grouped("\n"),
    grouped("\u00a0"),
    grouped("."),
    grouped("_"),
    grouped("\u200f"),
    grouped("\u202a \u202c"),
    grouped("ـ"),
    " ".join(CODE),
    CODE.translate(ARABIC),
    grouped(" ", CODE.translate(ARABIC)),
    grouped("-", CODE.translate(PERSIAN)),
    CODE.translate(WIDE),
    CODE[:10] + CODE[10:].translate(ARABIC),
]


def test_the_code_of_these_tests_is_one():
    assert return_code.normalise(CODE) == CODE


@pytest.mark.parametrize("written", FORMS)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("My code is ", ". Please help."),
        ("رمزي هو «", "» شكراً"),
        ("code:", ","),
        ("Call 70123456 or 03 ", " then"),
        ("x", "y"),
    ],
)
def test_code_is_found_and_blanked_wherever_it_stands(written, before, after):
    text = before + written + after
    start, end = find_return_code(text)
    assert return_code.normalise(text[start:end]) == CODE
    assert blank_return_codes(text).endswith(BLANK + after)
    assert blank_return_codes(text).startswith(before.rstrip())
    assert find_return_code(blank_return_codes(text)) is None


def test_each_of_several_codes_is_blanked():
    other = return_code.generate()
    text = f"{CODE} and {grouped(' ', other)}\n{CODE.translate(ARABIC)}"
    assert blank_return_codes(text) == f"{BLANK} and {BLANK}\n{BLANK}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "No digits at all",
        CODE[:-1],  # nineteen
        CODE[:-1] + str((int(CODE[-1]) + 1) % 10),  # a check digit that does not fit
        "1" + CODE,  # longer, without a gap
        CODE + "1",
        f"{CODE[:10]} and then {CODE[10:]}",
        f"+961 70 123 456, +961 71 234 567, {CODE[:8]}",
        "2026-11-22 21:05",
        grouped("/"),
    ],
)
def test_other_numbers_are_left_alone(text):
    assert find_return_code(text) is None
    assert blank_return_codes(text) == text


@given(text=st.text(alphabet="0189٣۴ -.\nabو\u200f", max_size=120))
def test_what_is_left_holds_no_code_and_nothing_else_is_touched(text):
    blanked = blank_return_codes(text)
    assert find_return_code(blanked) is None
    if find_return_code(text) is None:
        assert blanked == text


@given(number=st.integers(min_value=0, max_value=10**19 - 1))
def test_every_code_is_found(number):
    digits = f"{number:019d}"
    code = digits + return_code.check_digit(digits)
    assert find_return_code(f"a {grouped(' ', code)} b") == (2, 26)
