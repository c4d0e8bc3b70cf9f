"""What the platform knows of a place and of who fills a form: nobody types it again."""

from __future__ import annotations

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.ledger.street_row import scope_condition
from linli.people.models import Household, Resident
from linli.places.models import Building, Dwelling, Estate
from linli.places.queries import place_facts

from .rules.registered import MasterValue


def master_values(actor: Actor, place_code: str) -> dict[MasterValue, str]:
    """The values within the actor's scope. Six statements."""
    here = scope_condition(place_code)
    facts = place_facts(place_code)
    return {
        MasterValue.COMMUNITY: facts.community,
        MasterValue.GRID: facts.grid,
        MasterValue.ESTATES: str(Estate.public.filter(here).count()),
        MasterValue.BUILDINGS: str(Building.public.filter(here).count()),
        MasterValue.DWELLINGS: str(Dwelling.objects.filter(here).count()),
        MasterValue.HOUSEHOLDS: str(Household.objects.filter(here).count()),
        MasterValue.RESIDENTS: str(Resident.objects.filter(here).count()),
        MasterValue.FILLER: actor.name,
        MasterValue.TODAY: clock.today().isoformat(),
    }
