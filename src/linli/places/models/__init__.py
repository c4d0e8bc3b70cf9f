from .building import Building
from .community import Community
from .division import Division
from .dwelling import Dwelling
from .estate import Estate
from .grid import Grid

__all__ = ["Building", "Community", "Division", "Dwelling", "Estate", "Grid"]
