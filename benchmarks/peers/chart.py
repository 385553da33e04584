"""Gap over time as an SVG: both axes logarithmic, medians over the seeds, ours thick."""

import math
from html import escape
from itertools import pairwise

from benchmarks.peers.race import NEVER, Race, middle
from benchmarks.peers.registry import OURS, PEERS

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 900, 460, 70, 300, 40, 50
LEAST, MOST = 1e-5, 1.0
"""Gaps outside are drawn at the edge; on the lower one nothing is left to be gained."""

COLOURS = ("#d1242f", "#fb8f44", "#8c959f", "#57606a", "#bf3989", "#0969da", "#218bff", "#54aeff", "#1a7f37", "#8250df", "#9a6700", "#0a7ea4", "#7d4e57")
POINTS = 160


def chart(races: list[Race], title: str) -> str:
    """The picture."""
    seconds = races[0].seconds
    first = seconds / 1000
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="DejaVu Sans, Arial, sans-serif" font-size="12">',
        f"<title>{escape(title)}</title>", f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<text x="{LEFT}" y="22" font-size="14">{escape(title)}</text>', *_axes(first, seconds),
    ]  # fmt: skip
    codes = [code for code in PEERS if code in races[0].runs]
    colours = dict(zip(PEERS, COLOURS, strict=True))
    times = [first * (seconds / first) ** (step / (POINTS - 1)) for step in range(POINTS - 1)] + [seconds]
    for code in reversed(codes):  # ours on top
        curve = [(time, middle([race.gap(code, time) for race in races])) for time in times]
        points = [(_x(time, first, seconds), _y(gap)) for time, gap in curve if gap < NEVER]
        parts += _curve(points, colours[code], 3.2 if code == OURS else 1.6) if points else []
    for at, code in enumerate(codes):
        parts += _legend(PEERS[code].name, middle([race.gap(code, seconds) for race in races]), colours[code], TOP + 12 + 16 * at)
    return "\n".join([*parts, "</svg>", ""])


def _curve(points: list[tuple[float, float]], colour: str, width: float) -> list[str]:
    """Steps: a value holds until the next one. A dot where it begins, and one on the lower edge, where it has come to its end."""
    path, dots = f"M{points[0][0]:.1f} {points[0][1]:.1f}", [points[0]]
    edge = _y(LEAST)
    for (_, before), (x, y) in pairwise(points):
        if before >= edge:
            break
        path += f" H{x:.1f}" + (f" V{y:.1f}" if y != before else "")
        dots += [(x, y)] if y >= edge else []
    circles = (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{width + 1.2:.1f}" fill="{colour}"/>' for x, y in dots)
    return [f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"/>', *circles]


def _legend(name: str, gap: float, colour: str, y: float) -> list[str]:
    x = WIDTH - RIGHT + 12
    end = "no plan" if gap == NEVER else f"{100 * gap:.3f} %"
    return [
        f'<rect x="{x}" y="{y - 8:.0f}" width="12" height="4" fill="{colour}"/>',
        f'<text x="{x + 18}" y="{y:.0f}" font-size="11">{escape(name)}: {end}</text>',
    ]


def _axes(first: float, seconds: float) -> list[str]:
    low, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    parts = [f'<path d="M{LEFT} {TOP} V{low} H{right}" fill="none" stroke="#24292f"/>']
    for power in range(math.ceil(math.log10(first) - 1e-9), math.floor(math.log10(seconds) + 1e-9) + 1):
        x = _x(10.0**power, first, seconds)
        parts.append(f'<path d="M{x:.1f} {TOP} V{low}" stroke="#d0d7de" stroke-width="0.6"/>')
        parts.append(f'<text x="{x:.1f}" y="{low + 16}" text-anchor="middle">{10.0**power:g}</text>')
    for power in range(round(math.log10(LEAST)), round(math.log10(MOST)) + 1):
        y = _y(10.0**power)
        label = "none" if 10.0**power <= LEAST * 1.01 else f"{100 * 10.0**power:g} %"
        parts.append(f'<path d="M{LEFT} {y:.1f} H{right}" stroke="#d0d7de" stroke-width="0.6"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{label}</text>')
    parts.append(f'<text x="{(LEFT + right) / 2:.0f}" y="{HEIGHT - 14}" text-anchor="middle">seconds</text>')
    parts.append(f'<text transform="translate(14 {(TOP + low) / 2:.0f}) rotate(-90)" text-anchor="middle">gap to the best bound of all</text>')
    return parts


def _x(time: float, first: float, seconds: float) -> float:
    return LEFT + (WIDTH - RIGHT - LEFT) * math.log(max(time, first) / first) / math.log(seconds / first)


def _y(gap: float) -> float:
    part = math.log(min(max(gap, LEAST), MOST) / LEAST) / math.log(MOST / LEAST)
    return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * part
