"""The few words that a choice may be, in both languages: what is typed in Norwegian, and what reports say."""

from allocator.text import Text

CHOICES: dict[str, Text] = {
    "requested": Text("forespurt", "requested"),
    "offered": Text("tilbudt", "offered"),
    "confirmed": Text("bekreftet", "confirmed"),
    "withdrawn": Text("trukket", "withdrawn"),
    "granted": Text("innvilget", "granted"),
    "applied": Text("søkt", "applied"),
    "refused": Text("avslått", "refused"),
    "employer": Text("arbeidsgiver", "employer"),
    "relative": Text("pårørende", "relative"),
    "patient": Text("pasient", "patient"),
    "other": Text("annet", "other"),
    "full-time": Text("heltid", "full-time"),
    "part-time": Text("deltid", "part-time"),
    "decentralised": Text("desentralisert", "decentralised"),
    "primary": Text("primær", "primary"),
    "secondary": Text("sekundær", "secondary"),
    "together": Text("sammen", "together"),
    "near": Text("nær", "near"),
    "apart": Text("hver for seg", "apart"),
    "pin": Text("lås", "pin"),
    "forbid": Text("forby", "forbid"),
    "proposed": Text("foreslått", "proposed"),
    "notified": Text("varslet", "notified"),
    "started": Text("påbegynt", "started"),
    "ended": Text("avsluttet", "ended"),
    "away": Text("borte", "away"),
    "left": Text("sluttet", "left"),
    "closed": Text("stengt", "closed"),
    "signed": Text("inngått", "signed"),
    "car": Text("bil", "car"),
    "public": Text("kollektiv", "public"),
    "bicycle": Text("sykkel", "bicycle"),
    "walk": Text("gange", "walk"),
}
"""Every word of every choice column (`Column.choices`), as people say it."""

ALSO: dict[str, tuple[str, ...]] = {
    "requested": ("spurt",),
    "withdrawn": ("trukket tilbake",),
    "confirmed": ("bekrefta",),
    "applied": ("omsøkt", "søknad sendt"),
    "refused": ("avvist", "declined"),
    "employer": ("jobb", "arbeidssted"),
    "relative": ("slektning", "familie", "nær familie"),
    "other": ("annen", "andre"),
    "full-time": ("fulltid", "full time"),
    "part-time": ("part time",),
    "decentralised": ("decentralized", "desentral"),
    "near": ("i nærheten", "nær hverandre"),
    "apart": ("hver for oss", "ikke sammen", "fra hverandre"),
    "pin": ("låst", "lock"),
    "forbid": ("forbud", "forbudt", "sperr"),
    "started": ("startet", "begynt"),
    "ended": ("ferdig", "fullført"),
    "away": ("fravær", "syk", "sykmeldt"),
    "left": ("trakk seg", "frafall", "withdrew"),
    "signed": ("signert", "avtale"),
    "public": ("kollektivt", "kollektivtransport", "buss", "public transport", "transit"),
    "bicycle": ("sykle", "bike"),
    "walk": ("gå", "til fots", "walking"),
}
"""Other words that are read as the same choice."""


def words(choice: str) -> tuple[str, ...]:
    """Every word that means a choice: its own first, then the Norwegian one, then others."""
    said = CHOICES.get(choice)
    return (choice, *((said.nb, said.en) if said else ()), *ALSO.get(choice, ()))
