"""What the columns of a plan's files are called by people, and which words are read back."""

from collections.abc import Mapping

from allocator.rows import ROWS
from allocator.rules import RULES
from allocator.text import Lang, Text

PLACEMENTS = Text("Plasseringer", "Placements")
UNPLACED = Text("Uten plass", "Unplaced")
SHARES = Text("Fordeling", "Shares")
CAPACITY = Text("Kapasitet", "Capacity")
"""The sheets of plan.xlsx."""

_FROM_ROWS = {
    "need": "needs", "student": "students", "institution": "institutions", "course": "courses", "site": "sites", "offer": "offers",
    "period": "periods", "first_day": "periods", "last_day": "periods", "supervisor": "supervisors", "ceiling": "sites",
    "address": "sites", "contact": "sites", "orgnr": "sites", "owner": "sites", "settings": "sites", "profession": "supervisors",
    "ects": "supervisors", "years": "supervisors", "email": "coordinators", "phone": "coordinators", "coordinator": "coordinators",
    "county": "municipalities", "centrality": "municipalities", "rooms": "housing", "rent": "housing", "most": "quotas", "reserved": "quotas",
    "share": "quotas", "area": "areas", "setting": "wishes", "capacity": "supervisors",
}

HEADERS: Mapping[str, Text] = {
    **{name: next(one.header for one in ROWS[table].columns() if one.name == name) for name, table in _FROM_ROWS.items()},
    "programme": next(one.header for one in ROWS["courses"].columns() if one.name == "programme"),
    "needs": Text("Behov", "Needs"),
    "placed": Text("Har plass", "Placed"),
    "without": Text("Uten plass", "Unplaced"),
    "alone": Text("Alene", "Alone"),
    "short": Text("Mangler", "Short"),
    "closed": Text("Av dem uten noe åpent tilbud", "Of these without any open offer"),
    "site_name": Text("Stedsnavn", "Site name"),
    "municipality": Text("Kommune", "Municipality"),
    "far": Text("Fjernpraksis", "Far"),
    "minutes": Text("Minutter én vei", "Minutes one way"),
    "estimated": Text("Anslått reisetid", "Estimated journey"),
    "reason": Text("Begrunnelse", "Reason"),
    "considered": Text("Vurderte muligheter", "Options considered"),
    "left": Text("Tillatte muligheter", "Options allowed"),
    "nearest": Text("Nærmeste stengt bare av avstand (min)", "Nearest but for distance (min)"),
    "year": Text("År", "Year"),
    "week": Text("Uke", "Week"),
    "offered": Text("Tilbudt", "Offered"),
    "used": Text("Brukt", "Used"),
    "free": Text("Ledig", "Free"),
    "confirmed": Text("Av dem bekreftet", "Of these confirmed"),
    "weeks": Text("Uker", "Weeks"),
    "study_year": Text("Studieår", "Year of study"),
    "students": Text("Studenter", "Students"),
    "change": Text("Endring", "Change"),
    "before": Text("Før", "Before"),
    "now": Text("Nå", "Now"),
    "what": Text("Hva", "What"),
    "value": Text("Verdi", "Value"),
    "journey": Text("Reisetid én vei", "Journey one way"),
    "name": Text("Navn", "Name"),
    "next_step": Text("Neste skritt", "Next step"),
    "wish": Text("Oppfylt ønske nr.", "Wish fulfilled, no."),
    "support": Text("Reisestøtte, kr", "Travel support, kr"),
    "percent": Text("Dekket, prosent", "Met, percent"),
    "room": Text("Rom i kommunen", "Rooms in the municipality"),
    "sites": Text("Steder", "Sites"),
    "supervisors": Text("Veiledere", "Supervisors"),
    "formal": Text("Av dem med full veilederutdanning", "Of these with full supervisor education"),
    "room_for": Text("Har rom for samtidig", "Have room for at a time"),
    "offered_most": Text("Største tilbud", "Largest offer"),
    "with_formal": Text("Av dem hos veileder med full utdanning", "Of these with a fully educated supervisor"),
    "without_supervisor": Text("Av dem uten navngitt veileder", "Of these without a named supervisor"),
    "at_once": Text("Flest samtidig", "Most at a time"),
    "away": Text("Uker borte", "Weeks away"),
    "more_students": Text("Flere som får plass", "More students placed"),
    "more_minutes": Text("Endring i reise, minutter", "Change in travel, minutes"),
    "proved": Text("Bevist", "Proved"),
    "term": Text("Semester", "Term"),
    "formal_percent": Text("Med full utdanning, prosent", "Fully educated, percent"),
}
"""Header words of the columns of a plan, by name; `headers` adds the rules."""


def headers(names: list[str], lang: Lang, *, rules: bool = False) -> dict[str, str]:
    """The header word of each column; with `rules` a rule's code goes by the rule's title, also where a column has the same name."""
    titles = {rule.code: rule.title for rule in RULES} if rules else {}
    known = {**HEADERS, **titles}
    return {name: known[name].say(lang) if name in known else name for name in names}
