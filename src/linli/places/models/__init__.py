from .building import Building
from .community import Community
from .division import Division
from .dwelling import Dwelling
from .estate import Estate
from .grid import Grid
from .own_map import OwnMap

__all__ = ["Building", "Community", "Division", "Dwelling", "Estate", "Grid", "OwnMap"]
