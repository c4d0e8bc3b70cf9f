"""Files of the ground from elsewhere: GeoJSON, Shapefile, GeoPackage, OpenStreetMap, read into plain things or refused by row."""

from .read_ground import AskedOf, BadThing, GroundThing, ReadGround, read_ground
from .things import MOST_BYTES, Layer

__all__ = ["MOST_BYTES", "AskedOf", "BadThing", "GroundThing", "Layer", "ReadGround", "read_ground"]
