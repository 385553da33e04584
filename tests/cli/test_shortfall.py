"""`allocator shortfall`: in both languages and as JSON."""


def test_the_command(run, answer, small):
    found = answer("shortfall", small, "--lang", "en")
    assert (found["schema"], found["unplaced"], found["lack"]) == ("allocator.shortfall/1", 2, 2)
    assert found["shortages"][0]["room"] == 3
    assert "minst 2 må stå uten plass" in run("shortfall", small).stdout
