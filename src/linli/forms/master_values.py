"""What the platform knows of a place and of who fills a form: nobody types it again."""

from __future__ import annotations

from django.db.models import Count

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.ledger.read_together import read_together, summed_up
from linli.ledger.street_row import scope_condition
from linli.people.models import Household, Resident
from linli.places.models import Building, Dwelling, Estate
from linli.places.queries import place_facts

from .rules.registered import MasterValue


def master_values(actor: Actor, place_code: str) -> dict[MasterValue, str]:
    """The values within the actor's scope. Two statements."""
    here = scope_condition(place_code)
    counts = read_together(
        *(
            summed_up(rows.filter(here), Count("id"))
            for rows in (Estate.public, Building.public, Dwelling.objects, Household.objects, Resident.objects)
        )
    )
    estates, buildings, dwellings, households, residents = (str(sum(n for (n,) in one)) for one in counts)
    facts = place_facts(place_code)
    return {
        MasterValue.COMMUNITY: facts.community,
        MasterValue.GRID: facts.grid,
        MasterValue.ESTATES: estates,
        MasterValue.BUILDINGS: buildings,
        MasterValue.DWELLINGS: dwellings,
        MasterValue.HOUSEHOLDS: households,
        MasterValue.RESIDENTS: residents,
        MasterValue.FILLER: actor.name,
        MasterValue.TODAY: clock.today().isoformat(),
    }
