"""The agenda templates that ship, read from the package."""

from functools import cache
from importlib import resources

from workshops.agenda import Agenda, parse


@cache
def shipped() -> dict[str, Agenda]:
    """Every agenda template by id. Raises AgendaError when one of them is damaged."""
    folder = resources.files("workshops") / "agendas"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    agendas = (parse(file.read_text(encoding="utf-8")) for file in files)
    return {agenda.id: agenda for agenda in agendas}
