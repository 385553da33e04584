"""A whole term becomes a problem, from files or from frames, with its policy, its sources and its notes."""

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from allocator.errors import InputError, PolicyError
from allocator.intake.load import figures, load
from allocator.policy import Policy
from allocator.rows import ROWS

from .terms import PLAIN, loaded, raised, said, written


def test_a_plain_term_is_loaded(tmp_path: Path) -> None:
    problem = loaded(tmp_path)
    assert {name: len(frame) for name, frame in problem.tables.frames.items() if len(frame)} == {
        "periods": 2, "institutions": 2, "courses": 2, "students": 2, "sites": 2, "offers": 2, "agreements": 2, "needs": 2, "municipalities": 3,
    }
    assert problem.policy == Policy.neutral()
    assert sorted(problem.sources) == sorted(f"{name}.csv" for name in PLAIN)


def test_the_same_rows_in_another_order_are_the_same_tables(tmp_path: Path) -> None:
    turned = {name: "\n".join([text.splitlines()[0], *text.splitlines()[:0:-1]]) for name, text in PLAIN.items()}
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert loaded(tmp_path / "a").tables == loaded(tmp_path / "b", **turned).tables


@pytest.mark.parametrize(
    ("where", "code"), [("nowhere", "missing"), ("hollow", "empty"), ("term.txt", "not_workbook"), ("folder.csv", "empty")]
)
def test_what_is_no_term(tmp_path: Path, where: str, code: str) -> None:
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "term.txt").write_text("hello")
    (tmp_path / "hollow").mkdir()
    with pytest.raises(InputError) as caught:
        load(tmp_path / where)
    assert [one.code for one in caught.value.faults] == [code]  # type: ignore[attr-defined]


def _frames(**changed: pd.DataFrame) -> dict[str, pd.DataFrame]:
    frames = {name: pd.DataFrame([line.split(",") for line in text.splitlines()[1:]], columns=text.splitlines()[0].split(",")) for name, text in PLAIN.items()}
    return {**frames, **changed}


def test_frames_are_loaded_as_files_are(tmp_path: Path) -> None:
    assert load(_frames()).tables == loaded(tmp_path).tables


def test_typed_frames_are_loaded() -> None:
    offers = pd.DataFrame({
        "offer": ["T1", None, np.nan], "site": ["SJH", "BHT", "SJH"], "period": ["H1", "", None], "weeks": [None, ("2026-W34", "2026-W35"), ["36"]],
        "places": [np.int64(2), 3.0, "4"], "answer_by": [pd.Timestamp("2026-06-01"), pd.NaT, dt.date(2026, 6, 2)], "years": [(1, 2), [], None],
    }, index=[7, 7, 9])
    frame = load(_frames(offers=offers)).tables["offers"]
    assert frame["offer"].tolist() == ["BHT:W34-W35", "SJH:W36", "T1"]
    assert frame["places"].tolist() == [3, 4, 2]
    assert frame["years"].tolist() == [(), (), (1, 2)]


def test_the_tables_of_a_problem_are_loaded_back(tmp_path: Path) -> None:
    problem = loaded(tmp_path, wishes="student,rank,site\nS1,1,SJH\n", supervisors="supervisor,sites,profession,away\nV1,SJH | BHT,sykepleier,36\n")
    assert load(problem.tables.frames).tables == problem.tables


def test_faults_of_frames_name_the_table_and_the_row_by_position() -> None:
    with pytest.raises(InputError) as caught:
        load(_frames(offers=pd.DataFrame({"site": ["SJH", None, "SJX"], "period": ["H1", None, "H1"], "places": [1, None, object()]})))
    found = [(one.file, one.row, one.column, one.code) for one in caught.value.faults]  # type: ignore[attr-defined]
    assert found == [("offers", 3, "places", "type"), ("offers", 3, "site", "unknown")]


def test_what_is_no_frame_and_what_is_no_table_are_faults() -> None:
    frames: dict[str, Any] = _frames() | {"wishes": [1, 2], "nonsense": pd.DataFrame({"a": [1]})}
    with pytest.raises(InputError) as caught:
        load(frames)
    assert [(one.file, one.code) for one in caught.value.faults] == [("nonsense", "table"), ("wishes", "frame")]  # type: ignore[attr-defined]


def test_the_policy_beside_the_tables_is_read(tmp_path: Path) -> None:
    written(tmp_path, {})
    (tmp_path / "policy.toml").write_text('seed = "Harstad 2026"\n')
    problem = load(tmp_path)
    assert (problem.policy.seed, "policy.toml" in problem.sources) == ("Harstad 2026", True)
    assert load(tmp_path, Policy.neutral("other")).policy.seed == "other"


@pytest.mark.parametrize("given", ["mine", "mine/policy.toml"])
def test_a_policy_elsewhere_is_read(tmp_path: Path, given: str) -> None:
    (tmp_path / "term").mkdir()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "policy.toml").write_text('seed = "mine"\n')
    assert load(written(tmp_path / "term", {}), tmp_path / given).policy.seed == "mine"


def test_a_policy_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="no such policy file"):
        load(written(tmp_path, {}), tmp_path / "elsewhere")


def test_a_wrong_policy_is_told_with_the_faults_of_the_tables(tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text("seeed = 1\n")
    error = raised(tmp_path, offers="site,period,places\nSJX,H1,2\n")
    assert [line.split(":")[0].split(",")[0] for line in error.say("en").splitlines()] == ["offers.csv", "policy.toml"]
    with pytest.raises(PolicyError):
        loaded(tmp_path)


def test_without_a_policy_the_neutral_one_is_noted(tmp_path: Path) -> None:
    assert loaded(tmp_path).notes[-1].file == "policy.toml"


def test_the_package_knows_the_municipalities_of_the_north() -> None:
    assert len(figures()) == 80
    assert figures()["5530"] == {"name": "Senja", "county": "Troms", "lat": 69.23, "lon": 17.98, "centrality": 5}


def test_no_model_has_validators_of_whole_rows() -> None:
    """Columns are validated one by one, which is the same only as long as this holds."""
    for row in ROWS.values():
        made = row.__pydantic_decorators__
        assert not {*made.model_validators, *made.field_validators, *made.root_validators, *made.validators}, row.table


def test_notes_tell_defaults(tmp_path: Path) -> None:
    assert said(loaded(tmp_path)) == [
        "students.csv: Students with a course but without a row in the table Needs got one need each, called the same as the student. (×2)",
        "periods.csv: Windows without weeks last every week from the first day to the last. (×2)",
        "municipalities: Municipalities that are not given were taken from the package's own figures: 1804 Bodø, 5501 Tromsø, 5530 Senja. (×3)",
    ]
