from .building import Building
from .community import Community
from .division import Division
from .dwelling import Dwelling
from .estate import Estate
from .grid import Grid
from .grid_design import GridDesign
from .grid_draft import GridDraft
from .ground_feature import GroundFeature
from .ground_file import GroundFile
from .outline import Outline
from .own_map import OwnMap
from .place_alias import PlaceAlias

__all__ = [
    "Building",
    "Community",
    "Division",
    "Dwelling",
    "Estate",
    "Grid",
    "GridDesign",
    "GridDraft",
    "GroundFeature",
    "GroundFile",
    "Outline",
    "OwnMap",
    "PlaceAlias",
]
