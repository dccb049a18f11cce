"""Promises of style sheet and templates: contrast, direction, weight, and no inline code."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings

STATIC = settings.SITE_DIR / "static"
CSS = (STATIC / "css" / "sanad.css").read_text()
TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))

# What somebody reads for minutes, on every ground on which it stands.
TEXT = [
    *[("ink", ground) for ground in ("paper", "surface", "tint", "note", "warn", "error-tint")],
    *[("ink", ground) for ground in ("fact-tint", "myth-tint", "mine")],
    *[("ink-soft", ground) for ground in ("paper", "surface", "tint", "fact-tint", "myth-tint")],
]
# Links, labels, edges and controls.
CONTROLS = [
    *[("link", ground) for ground in ("paper", "surface", "tint", "note", "warn", "mine")],
    *[("link", ground) for ground in ("fact-tint", "myth-tint", "error-tint")],
    *[(name, ground) for name in ("action", "border", "focus") for ground in ("paper", "surface")],
    *[("error", ground) for ground in ("paper", "surface", "error-tint")],
    ("on-action", "action"),
    ("on-action", "action-hover"),
    ("on-bar", "bar"),
    ("on-exit", "exit"),
    ("exit", "bar"),
    ("fact", "fact-tint"),
    ("myth", "myth-tint"),
    ("warn-edge", "warn"),
]


def themes() -> dict[str, dict[str, str]]:
    """Return the colours of both themes: the dark one changes what it names and keeps the rest."""
    light, dark = (
        dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", block))
        for block in re.findall(r":root\s*\{(.*?)\}", CSS, re.DOTALL)[:2]
    )
    return {"light": light, "dark": {**light, **dark}}


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb` (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("name", "ground", "least"),
    [*[(*pair, 7) for pair in TEXT], *[(*pair, 4.5) for pair in CONTROLS]],
)
def test_a9_colours_keep_their_contrast_in_both_themes(theme, name, ground, least):
    # axe takes joined Arabic letters for an icon font and leaves them out, so it is computed here.
    colours = themes()[theme]
    assert contrast(colours[name], colours[ground]) >= least


def test_the_style_sheet_names_no_physical_direction():
    code = re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL)
    physical = re.findall(r"\b(?:left|right)\b|(?:margin|padding|border)-(?:top|bottom)\b", code)
    assert physical == []


def test_a2_arabic_is_neither_spaced_nor_slanted_nor_justified():
    assert "letter-spacing" not in CSS
    assert "justify;" not in CSS
    assert "font-style: italic" not in CSS
    arabic = re.search(r'\[lang\|="ar"\] \{(.*?)\}', CSS, re.DOTALL).group(1)
    assert float(re.search(r"--lines: ([\d.]+)", arabic).group(1)) >= 1.6
    assert float(re.search(r"--lines-tight: ([\d.]+)", arabic).group(1)) >= 1.6


def test_a10_nothing_is_loaded_by_the_style_sheet():
    assert "@font-face" not in CSS
    assert "@import" not in CSS
    assert "url(" not in CSS


@pytest.mark.parametrize(
    ("folder", "budget"), [("css", 10 * 1024), ("js", 3 * 1024), ("svg", 2 * 1024)]
)
def test_static_files_stay_light(folder, budget):
    files = list((STATIC / folder).iterdir())
    assert files
    assert sum(len(gzip.compress(file.read_bytes(), 9)) for file in files) <= budget


def public_templates() -> list[Path]:
    """Return the templates of public pages: the admin has a policy of its own, mail has none."""
    return [path for path in TEMPLATES if not {"desk", "emails"} & set(path.parts)]


@pytest.mark.parametrize("path", public_templates(), ids=lambda path: path.name)
def test_public_templates_hold_no_inline_code(path):
    source = path.read_text()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", source)
    assert not re.search(r"<script(?![^>]*\ssrc=)", source)
    assert not re.search(r"\|\s*safe\b|autoescape off", source)
