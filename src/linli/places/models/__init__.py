from .building import Building
from .circle import CircleRule, CircleRun
from .community import Community
from .division import Division
from .dwelling import Dwelling
from .estate import Estate
from .facility import Facility
from .grid import Grid
from .grid_design import GridDesign
from .grid_draft import GridDraft
from .grid_rule import GridRule
from .ground_feature import GroundFeature
from .ground_file import GroundFile
from .outline import Outline
from .own_map import OwnMap
from .place_alias import PlaceAlias
from .site_run import SiteRun
from .walk_day import PlaceLook, WalkDay

__all__ = [
    "Building",
    "CircleRule",
    "CircleRun",
    "Community",
    "Division",
    "Dwelling",
    "Estate",
    "Facility",
    "Grid",
    "GridDesign",
    "GridDraft",
    "GridRule",
    "GroundFeature",
    "GroundFile",
    "Outline",
    "OwnMap",
    "PlaceAlias",
    "PlaceLook",
    "SiteRun",
    "WalkDay",
]
