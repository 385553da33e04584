"""What a table's row model is made of: columns with words, units, bounds and what they point to."""

import datetime as dt
import types
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from allocator.text import Text

Id = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Weeks = tuple[Annotated[str, StringConstraints(pattern=r"^\d{4}-W\d{2}$")], ...]
Words = tuple[str, ...]
MunicipalityNumber = Annotated[str, StringConstraints(pattern=r"^\d{4}$")]

Kind = Literal["text", "integer", "number", "date", "weeks", "yes_no", "list", "integers", "choice"]

_REQUIRED: Any = ...


@dataclass(frozen=True)
class Column:
    """One column of a table, as people and programs need to know it.

    name: the name in code and in English files; header: the header words; why: one explaining line
    kind: what a cell holds; unit: minutes, km, places …, or ""
    refers: the table whose key the values are; words: the vocabulary they must belong to
    near: a vocabulary from which a value may differ, but not by a slip of the pen
    owns: the vocabulary whose words this column defines
    choices: the words that a cell may hold, where they are few
    """

    table: str
    name: str
    header: Text
    why: Text
    kind: Kind
    required: bool
    default: Any
    unit: str
    refers: str
    words: str
    near: str
    owns: str
    choices: tuple[str, ...]
    aliases: tuple[str, ...]

    @property
    def vocabulary(self) -> str:
        """The vocabulary that the column's words belong to, or ""."""
        return self.owns or self.words or self.near

    @property
    def many(self) -> bool:
        """Whether a cell holds a list."""
        return self.kind in ("list", "integers", "weeks")


def column(
    header: tuple[str, str],
    why: tuple[str, str],
    default: Any = _REQUIRED,
    *,
    bounds: tuple[float | None, float | None] = (None, None),
    **more: Any,
) -> Any:
    """A pydantic field with header words and one explaining line, Norwegian first.

    `bounds` are the least and the greatest value, both allowed. `more`: refers, words, near, owns, unit, aliases (see `Column`).
    """
    meta = {"header": Text(*header), "why": Text(*why), **more}
    return Field(default, ge=bounds[0], le=bounds[1], json_schema_extra={"column": meta})


class Row(BaseModel):
    """One row of a table. `key`: the columns that name it; none: rows need no name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    table: ClassVar[str]
    title: ClassVar[Text]
    about: ClassVar[Text]
    key: ClassVar[tuple[str, ...]] = ()
    unique: ClassVar[bool] = True
    one_of: ClassVar[tuple[str, ...]] = ()
    needed: ClassVar[Literal["rows", "table", "no"]] = "no"

    @classmethod
    def columns(cls) -> tuple[Column, ...]:
        """The columns in the order they are written."""
        return _columns(cls)


@cache
def _columns(row: type[Row]) -> tuple[Column, ...]:
    return tuple(_column(row.table, name, field) for name, field in row.model_fields.items())


def _column(table: str, name: str, field: Any) -> Column:
    meta = field.json_schema_extra["column"]
    required = field.is_required()
    return Column(
        table=table, name=name, header=meta["header"], why=meta["why"], kind=_kind(field.annotation), required=required,
        default=None if required else field.default, unit=meta.get("unit", ""), refers=meta.get("refers", ""),
        words=meta.get("words", ""), near=meta.get("near", ""), owns=meta.get("owns", ""), choices=_choices(field.annotation), aliases=tuple(meta.get("aliases", ())),
    )


def _choices(annotation: Any) -> tuple[str, ...]:
    return get_args(annotation) if get_origin(annotation) is Literal else ()


def _kind(annotation: Any) -> Kind:
    """Which kind of cell a Python type is read from."""
    if get_origin(annotation) is Literal:
        return "choice"
    if get_origin(annotation) is tuple:
        inner = get_args(annotation)[0]
        return "integers" if int in (inner, *get_args(inner)) else "weeks" if annotation == Weeks else "list"
    if get_origin(annotation) in (Union, types.UnionType):
        annotation = next(part for part in get_args(annotation) if part is not type(None))
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    plain: dict[Any, Kind] = {int: "integer", float: "number", bool: "yes_no", dt.date: "date"}
    return plain.get(annotation, "text")
