"""A user's own boundaries: areas instead of circles, and every fault of the file told."""

import json

import pytest

import allocator as al
from allocator.errors import InputError
from allocator.report import Given, read_boundaries
from allocator.report.page import page
from allocator.report.redaction import Reader
from tests.make import problem

TOWNS = frozenset({"0301", "5530"})
SQUARE = [[[17.0, 69.0], [18.0, 69.0], [18.0, 69.5], [17.0, 69.5], [17.0, 69.0]]]


def feature(number: object, kind: str = "Polygon", coordinates: object = SQUARE, name: str = "kommunenummer") -> dict[str, object]:
    return {"type": "Feature", "properties": {name: number, "navn": "Senja"}, "geometry": {"type": kind, "coordinates": coordinates}}


def read(tmp_path, *features):
    (tmp_path / "areas.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return read_boundaries(tmp_path / "areas.geojson", TOWNS)


def test_numbers_are_found_under_several_words_and_repaired(tmp_path):
    found = read(tmp_path, feature(301), feature("5530", name="KOMMUNENR"), feature("9999"))
    assert set(found) == {"0301", "5530"}
    assert found["0301"] == (((17.0, 69.0), (18.0, 69.0), (18.0, 69.5), (17.0, 69.5), (17.0, 69.0)),)


def test_islands_and_holes_are_rings_of_one_municipality(tmp_path):
    found = read(tmp_path, feature("5530", "MultiPolygon", [SQUARE, SQUARE * 2]), feature("5530"))
    assert len(found["5530"]) == 4


def test_every_fault_is_told(tmp_path):
    metres = [[[600000, 7700000], [600001, 7700000], [600001, 7700001], [600000, 7700000]]]
    wrong = (feature(None), feature("5530", coordinates=metres), feature("5530", "Point", [17, 69]), feature("5530", coordinates=[[[17, 69]]]), feature("Senja"))
    with pytest.raises(InputError) as found:
        read(tmp_path, *wrong, {"type": "Feature", "properties": {"kommunenummer": "5530"}, "geometry": None})
    assert [one.what.say("en")[:6] for one in found.value.faults] == ["Area 1", "Area 2", "Area 3", "Area 4", "Area 5", "Area 6"]
    assert "EPSG:4326" in found.value.faults[1].todo.say("nb")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[]", b"{}", b'{"features": 3}', b'{"features": [3]}', b'{"features": null}', b"[" * 100_000])
def test_another_file_is_a_fault(tmp_path, content):
    (tmp_path / "areas.geojson").write_bytes(content)
    with pytest.raises(InputError, match="cannot be read as GeoJSON"):
        read_boundaries(tmp_path / "areas.geojson", TOWNS)


def test_a_file_of_another_country_is_a_fault(tmp_path):
    with pytest.raises(InputError, match="None of the municipalities"):
        read(tmp_path, feature("9999"))
    with pytest.raises(InputError):
        read_boundaries(tmp_path / "none.geojson", TOWNS)


def plan() -> al.Plan:
    """Two municipalities: 5501 has one place, used; 5530 two, of which none is."""
    return al.solve(problem(
        municipalities=[{"municipality": "5501", "name": "Tromsø"}, {"municipality": "5530", "name": "Senja <b>"}],
        sites=[{"site": "A", "municipality": "5501"}, {"site": "B", "municipality": "5530"}], offers=[{"site": "A"}, {"site": "B", "places": 2, "years": "6"}],
    ))  # fmt: skip


def test_a_municipality_with_a_boundary_is_an_area_and_the_others_are_circles(tmp_path):
    said = page(plan(), "en", given=Given(boundaries=read(tmp_path, feature("5530")))).decode()
    assert said.count('<path class="area idle"') == 1
    assert said.count("<circle") == 2, "Tromsø: its places, and those used"
    assert "Municipalities without boundaries in the file are circles." in said
    assert "none used" in said
    assert "<b>" not in said
    assert '<path class="area' not in page(plan(), "en").decode()


def test_figures_that_are_hidden_are_hidden_on_the_map_too(tmp_path):
    both = read_boundaries(write(tmp_path), frozenset({"5501", "5530"}))
    said = page(plan(), "en", Reader("public"), Given(boundaries=both)).decode()
    assert '<path class="area unknown"' in said
    assert '<path class="area full"' not in said
    assert "Grey areas are municipalities whose figures are hidden." in said


def write(tmp_path):
    path = tmp_path / "two.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature("5501"), feature("5530")]}), encoding="utf-8")
    return path
