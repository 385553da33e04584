"""Every rule's room is furnished: words for planners and for the student, a heading, a sentence, its place in the order."""

import ast
import inspect
import io
import tokenize
from pathlib import Path

import pandas as pd
import pytest

from allocator.check import describe
from allocator.rules import HEADINGS, RULES, Rule
from tests.make import problem

ORDER = {
    "period": "capacity", "agreement": "agreement", "region": "region", "home_first": "region", "setting": "setting",
    "progression": "setting", "supervised": "supervisor", "profession": "supervisor", "competence": "supervisor", "presence": "supervisor",
    "licence": "clearance", "car": "clearance", "access": "clearance", "clearance": "clearance", "distance": "distance",
    "housing": "distance", "seldom_far": "distance", "special": "distance", "employer": "conflict", "relative": "conflict", "new_site": "conflict", "named_supervisor": "conflict",
    "together": "conflict", "near": "conflict", "apart": "conflict",
    "offered": "capacity", "answered": "capacity", "own_found": "capacity", "closed": "capacity", "places": "capacity", "least": "capacity",
    "with_offer": "capacity", "ceiling": "capacity", "rooms": "capacity",
    "quota": "capacity", "reserved": "capacity", "supervision": "capacity", "one_at_a_time": "capacity", "variety": "capacity", "interprofessional": "capacity",
    "locks": "decision",
}
"""Each rule, in the order in which reasons are told, and the heading under which people read it."""

ABOUT_THE_STUDENT = {"course", "institution", "site", "offer", "period", "closed", "journey", "limit", "missing", "months", "where"}
"""The columns that a word to the student may use: her own, or about the place; never how many or who the others are."""

every_rule = pytest.mark.parametrize("kind", RULES, ids=lambda kind: kind.code)


def test_rules_stand_in_order() -> None:
    assert [kind.code for kind in RULES] == list(ORDER)


@every_rule
def test_stands_under_a_known_heading(kind: type[Rule]) -> None:
    assert kind.heading in HEADINGS
    assert kind.heading == ORDER[kind.code]


@every_rule
def test_has_its_words(kind: type[Rule]) -> None:
    for name in ("title", "sentence", "breach", "own"):
        text = getattr(kind, name)
        for said in (text.nb, text.en):
            assert said.strip() == said
            assert said[0].isupper() or said[0] == "{"
            assert said.endswith(".") is (name != "title")
    assert not kind.title.fields
    assert not kind.sentence.fields


@every_rule
def test_a_word_to_the_student_is_about_nobody_else(kind: type[Rule]) -> None:
    assert kind.own.fields <= ABOUT_THE_STUDENT


@every_rule
def test_lives_in_a_documented_room_of_its_name(kind: type[Rule]) -> None:
    room = inspect.getmodule(kind)
    assert room is not None
    assert room.__name__ == f"allocator.rules.{kind.code}"
    assert room.__doc__
    assert kind.__name__ == "".join(part.capitalize() for part in kind.code.split("_"))
    assert kind.__doc__
    assert kind.__doc__ != Rule.__doc__
    for half in ("forbids", "limits", "breaches"):
        assert getattr(kind, half).__doc__
    assert kind.forbids is not Rule.forbids or kind.limits is not Rule.limits
    assert kind.breaches is not Rule.breaches


@every_rule
def test_is_short(kind: type[Rule]) -> None:
    source = Path(inspect.getfile(kind)).read_text(encoding="utf-8")
    assert len(_code_lines(source)) < 60


@every_rule
@pytest.mark.parametrize("needs", [0, 1])
def test_a_breach_can_be_told(kind: type[Rule], needs: int) -> None:
    term = problem()
    placements = pd.DataFrame([{"need": "n1", "offer": "o1", "period": "P1", "supervisor": ""}][:needs], columns=["need", "offer", "period", "supervisor"])
    found = kind().breaches(describe(term, placements), term.tables)
    assert found.empty
    assert {"units", *kind.breach.fields, *kind.own.fields} <= set(found.columns)


def _code_lines(source: str) -> set[int]:
    """The numbers of the lines that hold code: no docstring, comment, import or blank."""
    lines = {at for token in tokenize.generate_tokens(io.StringIO(source).readline) if token.string.strip() and token.type != tokenize.COMMENT
             for at in range(token.start[0], token.end[0] + 1)}
    for node in ast.walk(ast.parse(source)):
        told = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        if told or isinstance(node, ast.Import | ast.ImportFrom):
            lines -= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return lines
