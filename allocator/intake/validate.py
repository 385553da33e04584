"""Rows against their models: each error of pydantic in our own words."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from allocator.intake.draft import Draft
from allocator.intake.faults import Fault
from allocator.rows import Column, Row
from allocator.text import Message, Text

_REQUIRED = Text(nb="Cellen er tom.", en="The cell is blank.")
_REQUIRED_HOW = Text(nb="«{column}» må fylles ut: {why}", en="“{column}” must be filled in: {why}")
_LEAST = Text(nb="{value} er for lite; det minste som godtas, er {bound}.", en="{value} is too small; the least allowed is {bound}.")
_MOST = Text(nb="{value} er for mye; det meste som godtas, er {bound}.", en="{value} is too large; the most allowed is {bound}.")
_BOUND_HOW = Text(nb="Rett tallet i kolonnen «{column}». {why}", en="Mend the number of the column “{column}”. {why}")
_ORGANISATION = Text(nb="«{value}» er ikke et organisasjonsnummer.", en="“{value}” is not an organisation number.")
_ORGANISATION_HOW = Text(nb="Skriv ni siffer, eller la cellen stå tom.", en="Write nine digits, or leave the cell blank.")
_MUNICIPALITY = Text(nb="«{value}» er ikke et kommunenummer.", en="“{value}” is not a municipality number.")
_MUNICIPALITY_HOW = Text(nb="Skriv fire sifre, f.eks. 5501.", en="Write four digits, e.g. 5501.")
_LONG = Text(
    nb="Teksten er for lang ({length} tegn); det meste som godtas, er {bound}.",
    en="The text is too long ({length} characters); the most allowed is {bound}.",
)
_LONG_HOW = Text(nb="Bruk et kortere navn, og bruk det i alle tabellene.", en="Use a shorter name, and use it in all tables.")
_OTHER = Text(nb="«{value}» kan ikke stå her.", en="“{value}” cannot stand here.")
_OTHER_HOW = Text(nb="{why}", en="{why}")


def validated(draft: Draft) -> tuple[dict[str, list[Any]], list[Fault]]:
    """The values of each column with defaults put in, and a fault for each cell that its model refuses (then its column is left out).

    Each column is validated by its field of the row model, each different value once: the models have no validators of whole rows.
    """
    values: dict[str, list[Any]] = {}
    faults: list[Fault] = []
    for column in draft.row.columns():
        known, refused = _outcomes(draft, column)
        cells = draft.values[column.name]
        if refused:
            unsaid = draft.faulty[column.name]
            wrong = [at for at, cell in enumerate(cells) if cell in refused and at not in unsaid]
            faults += [draft.fault(at, column.name, *refused[cells[at]], "required" if cells[at] is None else "value") for at in wrong]
        else:
            values[column.name] = [known[cell] for cell in cells]
    return values, faults


def _outcomes(draft: Draft, column: Column) -> tuple[dict[Any, Any], dict[Any, tuple[Message, Message]]]:
    """What becomes of each different value, and what is wrong with those that are refused."""
    adapter = _adapter(draft.row, column.name)
    known: dict[Any, Any] = {}
    refused: dict[Any, tuple[Message, Message]] = {}
    for value in dict.fromkeys(draft.values[column.name]):
        if value is None:
            known[value] = column.default
            refused |= {None: (_REQUIRED.of(), _REQUIRED_HOW.of(column=column.header, why=column.why))} if column.required else {}
            continue
        try:
            known[value] = adapter.validate_python(value)
        except ValidationError as error:
            refused[value] = _words(column, value, error.errors(include_url=False)[0])
    return known, refused


@cache
def _adapter(row: type[Row], name: str) -> TypeAdapter[Any]:
    field = row.model_fields[name]
    return TypeAdapter(Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation)  # type: ignore[arg-type]


def _words(column: Column, value: Any, error: Mapping[str, Any]) -> tuple[Message, Message]:
    """What is wrong with a value, and what to do, by pydantic's type of error."""
    context, kind = error.get("ctx", {}), error["type"]
    if kind in ("greater_than_equal", "less_than_equal"):
        text, bound = (_LEAST, context["ge"]) if kind == "greater_than_equal" else (_MOST, context["le"])
        return text.of(value=value, bound=bound), _BOUND_HOW.of(column=column.header, why=column.why)
    if kind == "string_too_long":
        return _LONG.of(length=len(value), bound=context["max_length"]), _LONG_HOW.of()
    if column.name == "orgnr":
        return _ORGANISATION.of(value=str(value)[:80]), _ORGANISATION_HOW.of()
    if column.name == "municipality":
        return _MUNICIPALITY.of(value=str(value)[:80]), _MUNICIPALITY_HOW.of()
    return _OTHER.of(value=str(value)[:80]), _OTHER_HOW.of(why=column.why)
