"""Draws months as bars: of characters for a terminal, and as SVG."""

from collections.abc import Mapping
from xml.sax.saxutils import escape

from support.rules.simulation import Month

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_MOST_ROWS = 24
_WIDTH = 40


def bar(value: float, *, most: float, width: int = _WIDTH) -> str:
    """Return a bar of at most `width` characters, in steps of an eighth of one."""
    eighths = round(value / most * width * 8) if most else 0
    if value and not eighths:
        eighths = 1
    return "█" * (eighths // 8) + (_EIGHTHS[eighths % 8] if eighths % 8 else "")


def in_spans(months: Mapping[str, Month]) -> dict[str, Month]:
    """Return months, or quarters, or years: the finest of which there are not too many."""
    spans = dict(months)
    for name in (_quarter, _year):
        if len(spans) <= _MOST_ROWS:
            break
        spans = {}
        for month, found in months.items():
            spans[name(month)] = _sum(spans.get(name(month), Month()), found)
    return spans


def bars(months: Mapping[str, Month]) -> list[str]:
    """Return lines with a bar for each span of time, and what it holds in numbers."""
    spans = in_spans(months)
    most = max((span.received for span in spans.values()), default=0)
    return [
        f"  {name:<7} {bar(span.received, most=most):<{_WIDTH}} {span.received:>5,}"
        f"  {span.late:>5,} late  {span.unserved:>5,} without a volunteer"
        for name, span in spans.items()
    ]


def svg(months: Mapping[str, Month], *, title: str) -> str:
    """Return an SVG of the same: each bar is what came, its dark part what was opened late."""
    spans = in_spans(months)
    most = max((span.received for span in spans.values()), default=0) or 1
    step, left, top, height = 28, 60, 60, 240
    width = left + step * len(spans) + 20
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {top + height + 90}" '
        f'width="{width}" height="{top + height + 90}" role="img" font-family="sans-serif">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{width}" height="{top + height + 90}" fill="#ffffff"/>',
        f'<text x="{left}" y="24" font-size="15" fill="#1d1d1d">{escape(title)}</text>',
    ]
    legend = (("received", "#b9d3ea"), ("opened late", "#1d5f96"), ("no volunteer", "#a8321f"))
    for number, (label, colour) in enumerate(legend):
        x = left + number * 120
        parts.append(f'<rect x="{x}" y="36" width="12" height="12" fill="{colour}"/>')
        parts.append(f'<text x="{x + 18}" y="46" font-size="12" fill="#1d1d1d">{label}</text>')
    for share in (0, 0.5, 1):
        y = top + height - height * share
        parts.append(f'<path d="M{left} {y:g}H{width - 10}" stroke="#c8c8c8"/>')
        parts.append(
            f'<text x="{left - 8}" y="{y + 4:g}" font-size="11" text-anchor="end" '
            f'fill="#1d1d1d">{most * share:g}</text>'
        )
    for number, (name, span) in enumerate(spans.items()):
        x = left + number * step + 4
        for value, colour, inset in (
            (span.received, "#b9d3ea", 0),
            (span.late, "#1d5f96", 0),
            (span.unserved, "#a8321f", 6),
        ):
            tall = height * value / most
            parts.append(
                f'<rect x="{x + inset}" y="{top + height - tall:.1f}" '
                f'width="{step - 8 - 2 * inset}" height="{tall:.1f}" fill="{colour}"/>'
            )
        parts.append(
            f'<text transform="translate({x + 13} {top + height + 10}) rotate(60)" '
            f'font-size="11" fill="#1d1d1d">{escape(name)}</text>'
        )
    return "\n".join([*parts, "</svg>\n"])


def _quarter(month: str) -> str:
    year, number = month.split("-")
    return f"{year}-Q{(int(number) - 1) // 3 + 1}"


def _year(month: str) -> str:
    return month[:4]


def _sum(one: Month, other: Month) -> Month:
    return Month(**{name: getattr(one, name) + getattr(other, name) for name in vars(one)})
