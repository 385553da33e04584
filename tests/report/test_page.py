"""report.html: figures as in the plan, both languages, nobody named, nothing fetched, nothing run."""

import html.parser
import re

import pytest

import allocator as al
from allocator.report.figures import figures
from allocator.report.page import page
from allocator.report.redaction import Reader, readers
from tests.make import problem
from tests.report.readers import PEOPLE, plan

HOSTILE = '"><script>alert(1)</script>\u202e{{7*7}}\n'


class Outline(html.parser.HTMLParser):
    """Tags with their attributes, and the text of each element that was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "rect", "path", "circle"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.open:
            assert self.open.pop() == tag


def outline(raw: bytes) -> Outline:
    made = Outline()
    made.feed(raw.decode())
    assert made.open == []
    return made


@pytest.fixture(scope="module")
def term():
    return al.solve(al.load("data/midt-troms"))


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("reader", [Reader(), Reader("public"), Reader("institution", "VID"), Reader("coordinator", "Tromsø")], ids=lambda one: one.word)
def test_it_names_nobody_and_fetches_nothing(term, lang, reader):
    raw = page(term, lang, reader)
    said = raw.decode()
    tables = term.problem.tables
    assert not [one for one in [*tables["students"]["student"], *tables["needs"]["need"]] if re.search(rf"\b{one}\b", said)]
    assert not [one for one in tables["supervisors"]["supervisor"] if one in said]
    assert "default-src 'none'" in said
    assert not re.search(r"(src|href)=\"(?!#)", said)
    assert "http:" not in said
    assert "https:" not in said
    assert f'<html lang="{lang}">' in said
    assert len(raw) < 100_000
    outline(raw)


def test_it_says_what_the_plan_says(term):
    said = page(term, "nb").decode()
    assert "trenger 112 praksisplasser i kommunene mellom 17.08.2026 og 04.12.2026. Planen gir plass til 95, og 17 står foreløpig uten." in said
    assert "Det er bevist at ingen annen plan er bedre" in said
    assert "Praksisplasser høsten 2026" in said
    english = page(term, "en").decode()
    assert "need 112 practice placements" in english
    assert "Practice placements, autumn 2026" in english


def test_figures_are_those_of_the_plan(term):
    found = figures(term, Reader())
    sites, placed = term.problem.tables["sites"], term.placements
    assert dict(found.totals) == {"needs": 112, "placed": len(placed), "without": len(term.unplaced), "taken": 12, "closed": 5}
    there = placed.merge(sites[["site", "municipality"]], on="site")["municipality"].value_counts()
    assert dict(zip(found.municipalities["municipality"], found.municipalities["used"], strict=True)) | dict(there) == dict(
        zip(found.municipalities["municipality"], found.municipalities["used"], strict=True)
    )
    assert found.travel["placed"].sum() == len(placed)
    assert found.institutions["placed"].tolist() == placed["institution"].value_counts().sort_index().tolist()
    assert found.spread["most"].max() == placed.loc[~placed["far"], "minutes"].max(), "far placements are not travelled daily"


def test_the_public_sees_no_figure_from_one_to_four_about_people(term):
    found = figures(term, Reader("public"))
    told = [found.institutions[["needs", "placed", "without"]], found.professions[["needs", "placed", "without"]], found.travel[["placed"]],
            found.municipalities[["used", "needs", "without"]]]  # fmt: skip
    seen = [int(value) for frame in told for column in frame for value in frame[column].dropna()]
    assert seen
    assert not [value for value in seen if 0 < value < 5]
    assert found.municipalities.loc[found.municipalities["used"].isna(), "free"].isna().all()
    assert found.programmes.empty
    assert found.spread.empty
    assert found.rules.empty
    row = re.search(r">Gratangen</th>(.*?)</tr>", page(term, "nb", Reader("public")).decode(), re.DOTALL)
    assert row is not None
    assert row[1].count("skjult") == 3
    assert "<rect" not in row[1]


def test_every_table_has_a_caption_and_headers_and_the_map_says_what_it_is(term):
    tags = outline(page(term, "nb")).tags
    names = [tag for tag, _ in tags]
    assert names.count("table") == names.count("caption") == names.count("thead") >= 6
    assert all(attrs.get("scope") in ("col", "row") for tag, attrs in tags if tag == "th")
    pictures = [attrs for tag, attrs in tags if tag == "svg"]
    assert all(attrs.get("role") == "img" or attrs.get("aria-hidden") == "true" for attrs in pictures)
    assert {"title", "desc"} <= set(names)
    ids = [attrs["id"] for _, attrs in tags if "id" in attrs]
    assert len(ids) == len(set(ids))


def test_no_text_is_run():
    made = al.solve(problem(
        municipalities=[{"municipality": "5501", "name": HOSTILE}, {"municipality": "5530", "name": HOSTILE}], sites=[{"site": "A"}, {"site": "B", "municipality": "5530"}],
        institutions=[{"institution": HOSTILE, "name": HOSTILE}], courses=[{"course": "c", "programme": HOSTILE, "profession": HOSTILE}],
    ))  # fmt: skip
    tags = [tag for tag, _ in outline(page(made, "nb")).tags]
    assert "script" not in tags
    said = page(made, "nb").decode()
    assert "&lt;script&gt;" in said
    assert "{{7*7}}" in said


def test_the_same_plan_gives_the_same_bytes():
    assert page(plan(), "nb") == page(plan(), "nb")


@pytest.mark.parametrize("reader", readers(plan().problem), ids=lambda one: one.word)
def test_nobody_is_named_in_a_small_term(reader):
    said = page(plan(), "nb", reader).decode()
    assert not [one for one in PEOPLE if one in said]


def test_an_empty_plan_is_still_a_page():
    empty = al.solve(problem(students=[{"student": "s1", "course": "c"}], offers=[]))
    for lang in ("nb", "en"):
        for reader in (Reader(), Reader("public")):
            assert b"<h1>" in page(empty, lang, reader)
    nobody = al.solve(problem(needs=[]))
    assert b"<h1>" in page(nobody, "nb")
    assert b"<h1>" in page(nobody, "nb", Reader("public"))
