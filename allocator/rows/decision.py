"""Tables of what people have decided: shares, weights, locks and the plan that was published before."""

import datetime as dt
from typing import Literal

from allocator.rows.row import Id, Row, Words, column
from allocator.text import Text


class Quota(Row):
    """A negotiated share of a field."""

    table = "quotas"
    title = Text("Kvoter", "Quotas")
    about = Text("En rad for hver avtalte kvote.", "One row for each negotiated share.")
    institution: str = column(("Institusjon", "Institution"), ("Institusjonen kvoten gjelder. Blankt: alle sammen.", "The institution. Blank: all together."), "", refers="institutions")
    municipality: str = column(("Kommune", "Municipality"), ("I denne kommunen.", "In this municipality."), "", refers="municipalities", aliases=("Kommunenr",))
    area: str = column(("Praksisområde", "Area"), ("Eller i dette området.", "Or in this area."), "", words="areas", aliases=("Område",))
    site: str = column(("Sted", "Site"), ("Eller på dette stedet.", "Or at this site."), "", refers="sites", aliases=("Praksissted",))
    programme: str = column(("Studieprogram", "Programme"), ("Bare dette programmet.", "Only this programme."), "", words="programmes", aliases=("Program",))
    profession: str = column(("Profesjon", "Profession"), ("Bare denne profesjonen.", "Only this profession."), "", words="professions")
    setting: str = column(("Praksistype", "Setting"), ("Bare denne praksistypen.", "Only this setting."), "", words="settings")
    course: str = column(("Emne", "Course"), ("Bare dette emnet.", "Only this course."), "", refers="courses", aliases=("Emnekode",))
    period: str = column(("Periode", "Period"), ("Bare denne perioden.", "Only this window."), "", refers="periods")
    most: int | None = column(("Høyst", "Most"), ("Flest studenter.", "Most students."), None, bounds=(0, 100_000), unit="students", aliases=("Maks",))
    reserved: int | None = column(("Reservert", "Reserved"), ("Plasser som holdes av.", "Places kept from the others."), None, bounds=(0, 100_000), unit="places")
    share: float | None = column(("Andel", "Share"), ("Prosent av plassene.", "Percent of the places."), None, bounds=(0, 100), unit="%", aliases=("Prosent",))
    release_on: dt.date | None = column(("Frigis", "Release on"), ("Dagen reserverte plasser frigis.", "The day reserved places are released."), None)


class Weight(Row):
    """Regional need for a profession."""

    table = "weights"
    title = Text("Vekter", "Weights")
    about = Text("En rad for hvor sterkt en kommune trenger en profesjon.", "One row for how much a municipality needs a profession.")
    key = ("municipality", "profession")
    municipality: Id = column(("Kommune", "Municipality"), ("Kommunenummer.", "Municipality number."), refers="municipalities", aliases=("Kommunenr",))
    profession: str = column(("Profesjon", "Profession"), ("Profesjonen. Blankt: alle.", "The profession. Blank: all."), "", words="professions")
    weight: int = column(("Vekt", "Weight"), ("Høyere er sterkere.", "Higher is stronger."), bounds=(0, 1000))


class Lock(Row):
    """A decision by hand."""

    table = "locks"
    title = Text("Låser", "Locks")
    about = Text("En rad for hver avgjørelse tatt for hånd.", "One row for each decision by hand.")
    need: Id = column(("Behov", "Need"), ("Behovet det gjelder.", "The need it concerns."), refers="needs", aliases=("Student",))
    municipality: str = column(("Kommune", "Municipality"), ("I denne kommunen.", "In this municipality."), "", refers="municipalities", aliases=("Kommunenr",))
    site: str = column(("Sted", "Site"), ("På dette stedet.", "At this site."), "", refers="sites", aliases=("Praksissted",))
    offer: str = column(("Tilbud", "Offer"), ("På dette tilbudet.", "On this offer."), "", refers="offers")
    period: str = column(("Periode", "Period"), ("I denne perioden.", "In this window."), "", refers="periods")
    supervisor: str = column(("Veileder", "Supervisor"), ("Hos denne veilederen.", "Under this supervisor."), "", refers="supervisors")
    kind: Literal["pin", "forbid"] = column(("Hva", "Kind"), ("Lås (her og ingen andre steder) eller forby.", "Pin (here and nowhere else) or forbid."), aliases=("Type",))
    despite: Words = column(("Tross", "Despite"), ("Regler som fravikes, f.eks. distance | competence.", "Rules that are waived, e.g. distance | competence."), (), words="rules", aliases=("Til tross for",))
    who: Id = column(("Hvem", "Who"), ("Hvem som bestemte.", "Who decided."))
    why: Id = column(("Hvorfor", "Why"), ("Hvorfor.", "Why."), aliases=("Begrunnelse",))


class Published(Row):
    """A placement of the plan that was published before."""

    table = "previous"
    title = Text("Forrige plan", "Previous")
    about = Text("En rad for hver plass i planen som er publisert.", "One row for each placement of the published plan.")
    key = ("need",)
    need: Id = column(("Behov", "Need"), ("Behovet.", "The need."), refers="needs")
    offer: Id = column(("Tilbud", "Offer"), ("Tilbudet.", "The offer."), refers="offers")
    period: Id = column(("Periode", "Period"), ("Perioden.", "The window."), refers="periods")
    supervisor: str = column(("Veileder", "Supervisor"), ("Veilederen.", "The supervisor."), "", refers="supervisors")
    status: Literal["proposed", "notified", "confirmed", "started", "ended"] = column(("Status", "Status"), ("Foreslått, varslet, bekreftet, påbegynt eller avsluttet.", "Proposed, notified, confirmed, started or ended."), "proposed")


class Confirmation(Row):
    """A student's word that a swap is wanted; no table of a term, but a file of its own."""

    table = "confirmations"
    title = Text("Bekreftelser", "Confirmations")
    about = Text("En rad for hver student som bekrefter et bytte.", "One row for each student who confirms a swap.")
    key = ("need",)
    need: Id = column(("Behov", "Need"), ("Behovet, eller studenten om hun har ett.", "The need, or the student where she has one."), aliases=("Student",))
    takes: Id = column(("Overtar fra", "Takes from"), ("Behovet eller studenten som plassen overtas fra.", "The need or student whose place is taken."), aliases=("Overtar plassen til", "Bytter med"))
    who: Id = column(("Hvem", "Who"), ("Hvem som bekreftet, og hvordan.", "Who confirmed, and how."), aliases=("Bekreftet av", "Confirmed by"))
    why: Id = column(("Hvorfor", "Why"), ("Hvorfor.", "Why."), aliases=("Begrunnelse",))


class Event(Row):
    """Something that happened after a plan was published; no table of a term, but a file of its own."""

    table = "events"
    title = Text("Hendelser", "Events")
    about = Text("En rad for hver hendelse etter at planen ble publisert.", "One row for each event after the plan was published.")
    kind: Literal["away", "withdrawn", "left", "closed", "signed"] = column(("Hendelse", "Event"), ("Veileder borte, tilbud trukket, student sluttet, sted stengt eller avtale inngått.", "Supervisor away, offer withdrawn, student left, site closed or agreement signed."), aliases=("Hva", "Kind"))
    supervisor: str = column(("Veileder", "Supervisor"), ("Veilederen som er borte.", "The supervisor who is away."), "")
    offer: str = column(("Tilbud", "Offer"), ("Tilbudet som er trukket.", "The offer that is withdrawn."), "")
    student: str = column(("Student", "Student"), ("Studenten som har sluttet.", "The student who left."), "")
    site: str = column(("Sted", "Site"), ("Stedet som er stengt, eller som avtalen gjelder.", "The site that is closed, or that the agreement is about."), "")
    municipality: str = column(("Kommune", "Municipality"), ("Kommunen avtalen gjelder.", "The municipality of the agreement."), "")
    institution: str = column(("Institusjon", "Institution"), ("Institusjonen som har inngått avtalen.", "The institution that signed."), "")
    weeks: str = column(("Uker", "Weeks"), ("Ukene det gjelder, f.eks. 36-41. Blankt: alle som er igjen.", "The weeks, e.g. 36-41. Blank: all that are left."), "")
    who: Id = column(("Hvem", "Who"), ("Hvem som meldte det.", "Who reported it."))
    why: Id = column(("Hvorfor", "Why"), ("Hvorfor.", "Why."), aliases=("Begrunnelse",))
