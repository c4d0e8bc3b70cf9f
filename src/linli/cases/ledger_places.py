"""Where a ledger's matter is, by exact names: an estate of the community, and its building where the number follows the name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from linli.kernel.place_codes import street_of
from linli.places.queries import BuildingChoice, EstateChoice, buildings_of, estates_of
from linli.places.queries.naming import place_facts

from .ledger_files import LedgerRow
from .matter import PlaceChosen

