"""`allocator values`: in both languages and as JSON."""

import pytest


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_the_command(run, answer, small, lang):
    found = answer("values", small, "--lang", lang)
    assert (found["schema"], found["binding"], found["asked"], found["solved"]) == ("allocator.values/1", 2, 2, 4)
    assert [one["more"]["students"] for one in found["values"]] == [1, 1]
    assert {"nb": "én til gir +1", "en": "one more gives +1"}[lang] in run("values", small, "--lang", lang).stdout
