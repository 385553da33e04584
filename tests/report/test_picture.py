"""The picture before solving: needs against places, least slack, agreements that end, sites without supervisors."""

from allocator.policy import Policy
from allocator.report import picture
from tests.make import problem


def supply(**tables):
    return [tuple(row) for row in picture(problem(**tables)).supply.itertuples(index=False)]


def test_places_fit_by_profession_setting_and_period():
    found = supply(
        courses=[{"course": "nurse", "settings": "sykehjem", "periods": "P1"}, {"course": "any", "profession": "lege", "periods": "P1 | P2"}],
        periods=[{"period": "P1"}, {"period": "P2", "first_day": "2026-10-12", "last_day": "2026-12-04"}],
        sites=[{"site": "A", "settings": "sykehjem"}, {"site": "B", "settings": "legekontor"}],
        offers=[
            {"site": "A", "period": "P1", "places": 2}, {"site": "B", "period": "P2", "places": 1},
            {"site": "A", "period": "P1", "places": 4, "professions": "lege"},
        ],
        needs=[*({"student": f"s{at}", "course": "nurse"} for at in (1, 2, 3)), {"student": "s4", "course": "any"}],
    )
    assert found == [("sykepleier", ("sykehjem",), ("P1",), 3, 2, -1), ("lege", (), ("P1", "P2"), 1, 7, 6)]


def test_a_need_narrows_what_its_course_accepts():
    found = supply(
        courses=[{"course": "c", "settings": "a | b", "periods": "P1"}],
        sites=[{"site": "A", "settings": "a"}, {"site": "B", "settings": "b"}],
        needs=[{"student": "s1", "course": "c"}, {"student": "s2", "course": "c", "settings": "b"}, {"student": "s3", "course": "c", "settings": "z"}],
    )
    assert found == [("sykepleier", ("–",), ("P1",), 1, 0, -1), ("sykepleier", ("b",), ("P1",), 1, 1, 0), ("sykepleier", ("a", "b"), ("P1",), 1, 2, 1)]


def test_offers_for_others_do_not_count():
    course = {"course": "c", "programme": "p", "year": 2, "institution": "I1"}
    others = [{"programmes": "q"}, {"years": (3,)}, {"institution": "I2"}, {"status": "withdrawn"}]
    offers = [*others, {"programmes": "p", "years": (2,), "institution": "I1", "places": 5}]
    assert supply(courses=[course], offers=offers, institutions=[{"institution": "I1"}, {"institution": "I2"}])[0][4] == 5


def test_an_offer_by_weeks_serves_windows_one_after_the_other():
    periods = [
        {"period": "P1", "first_day": "2026-08-17", "last_day": "2026-08-30"},
        {"period": "P2", "first_day": "2026-08-24", "last_day": "2026-09-06"},
        {"period": "P3", "first_day": "2026-08-31", "last_day": "2026-09-13"},
        {"period": "P4", "first_day": "2026-10-05", "last_day": "2026-10-11"},
    ]
    weeks = tuple(f"2026-W{week}" for week in (34, 35, 36, 37))
    assert supply(periods=periods, offers=[{"weeks": weeks, "places": 3}, {"weeks": weeks, "places": 1}])[0][4] == 8


def test_least_slack_comes_first_and_the_rest_is_left_out():
    places = [{"municipality": "5501", "name": "Tromsø"}, {"municipality": "5530", "name": "Senja"}, {"municipality": "5503", "name": "Harstad"}]
    found = picture(problem(
        municipalities=places, sites=[{"site": "A", "municipality": "5530"}], offers=[{"site": "A", "places": 2}],
        students=[{"student": "s1", "home": "5501"}, {"student": "s2", "home": "5530"}],
    )).municipalities
    assert found.values.tolist() == [["5501", "Tromsø", 1, 0, -1], ["5530", "Senja", 1, 2, 1]]


def test_agreements_that_end_inside_a_window():
    ends = ("2026-08-16", "2026-08-17", "2026-10-08", "2026-10-09")
    agreements = [{"municipality": "5501", "last_day": day} for day in ends] + [{"site": "A", "last_day": "2026-09-01"}, {"site": "A"}]
    found = picture(problem(sites=[{"site": "A", "name": "Hjemmet"}], agreements=agreements)).agreements
    assert sorted((row["where"], row["name"], f"{row['last_day']:%m-%d}") for row in found.to_dict("records")) == [
        ("5501", "", "08-17"), ("5501", "", "10-08"), ("A", "Hjemmet", "09-01"),
    ]


def test_sites_with_places_but_no_supervisor():
    tables = {
        "sites": [{"site": "A"}, {"site": "B"}, {"site": "C"}], "supervisors": [{"supervisor": "v", "sites": "A"}],
        "offers": [{"site": "A", "places": 1}, {"site": "B", "places": 2}, {"site": "C", "places": 0}],
    }
    asks = picture(problem(**tables, courses=[{"supervisor_professions": "sykepleier"}]))
    assert asks.unsupervised[["site", "places"]].to_numpy().tolist() == [["B", 2]]
    assert picture(problem(**tables)).unsupervised.empty


def test_said_in_both_languages():
    found = picture(problem(students=[{"student": "s1"}, {"student": "s2"}]))
    assert "Minst 1 behov kan ikke dekkes" in found.say("nb")
    assert "1 or more needs cannot be met" in found.say("en")
    assert "Avtaler som løper ut midt i en periode\n\nIngen." in found.say("nb")
    assert found.as_json()["supply"] == [{"profession": "sykepleier", "settings": [], "periods": ["P1"], "needs": 2, "places": 1, "slack": -1}]


def test_nothing_is_short():
    assert "kan ikke dekkes" not in picture(problem()).say("nb")


def test_an_empty_term_has_a_picture():
    found = picture(problem(Policy.neutral(), needs=[], students=[], offers=[]))
    assert found.supply.empty
    assert found.say("nb").count("Ingen.") == 4
