"""The demonstration community: 东湖路社区 of 清风街道, built to its published size from a fixed seed.

Published are 14 estates, 8,274 households, 22,335 people and five of the estates' names; 341702010 is the street's real
statistical code. Everything else is generated: the community's own last three digits (901: its real ones are not known), the
other estates, every building, firm, post, name, telephone (199 0000 …) and identity number (none has a valid check digit).
The same seed makes the same community every time. Beside it stand 赭麓街道, 蒲江社区 and 颐和社区 with what the published accounts say
of them (`elsewhere.py`). Roads and services (`ground_plan.py`) are generated too.
"""

from .load_accounts import DemoAccount, load_accounts
from .load_activities import load_activities
from .load_alliance import load_alliance
from .load_elsewhere import load_elsewhere
from .load_ground import load_ground, load_ground_elsewhere
from .load_halls import load_halls
from .load_messages import load_messages
from .load_places import load_places
from .load_projects import load_projects
from .load_pujiang import load_pujiang
from .load_teams import load_teams
from .load_volunteers import load_volunteers
from .load_votes import load_votes
from .load_wishes import load_wishes
from .load_yihe import load_yihe
from .load_zhelu import load_zhelu
from .plan import COMMUNITY, DEMO_NOTE, STREET
from .sizes import note_sizes

__all__ = [
    "COMMUNITY",
    "DEMO_NOTE",
    "STREET",
    "DemoAccount",
    "load_accounts",
    "load_activities",
    "load_alliance",
    "load_elsewhere",
    "load_ground",
    "load_ground_elsewhere",
    "load_halls",
    "load_messages",
    "load_places",
    "load_projects",
    "load_pujiang",
    "load_teams",
    "load_volunteers",
    "load_votes",
    "load_wishes",
    "load_yihe",
    "load_zhelu",
    "note_sizes",
]
