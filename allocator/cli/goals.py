"""`allocator goals`: every goal there is."""

from allocator import report
from allocator.cli.rules import entry
from allocator.cli.worded import Talk, command
from allocator.text import Text

_WORDS = Text(
    "Viser hvert mål i den vanlige rekkefølgen, viktigst først: kode, navn, enhet, setningen det står for, og parametrene som kan settes i policy.toml.",
    "Shows every goal in the usual order, most important first: code, name, unit, its sentence, and the parameters that policy.toml may set.",
)

_NAMED = Text("; teller bare der policy.toml nevner det blant «layers»", "; counts only where policy.toml names it among “layers”")


@command(words=_WORDS, example="allocator goals --json")
def goals(talk: Talk) -> None:
    """Prints the goals in the usual order."""
    found = report.goals(talk.lang)
    heads = [f"{goal['title']} ({goal['unit']})" + ("" if goal["usual"] else _NAMED.say(talk.lang)) for goal in found]
    text = "\n\n".join(entry(goal["code"], head, goal) for goal, head in zip(found, heads, strict=True))
    talk.result("allocator.goals/1", {"goals": found}, text)


command = goals
