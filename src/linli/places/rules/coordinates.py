"""Coordinates from elsewhere, turned into WGS-84/CGCS2000 at the edge. Plain Python; arrays or single numbers alike.

China's maps for the public are shifted by law: GCJ-02 (高德, 腾讯, 天地图's older layers) and on top of it BD-09 (百度). The shift is not published;
these are the formulas in common use. Turning there and back again is exact to a millimetre; against the maps themselves
they are right to less than a metre (measured by others at 0.1 to 0.6 m), which is less than a wall is thick.

WGS-84 and CGCS2000 (EPSG:4490) differ by centimetres and are taken as one (standards.zh.md §3, 地图). Sources: the shift's polynomial as in
the public GCJ-02 implementations; BD-09's as in Baidu's own converter.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np

_A = 6_378_245.0
_EE = 0.006_693_421_622_965_943
_X_PI = np.pi * 3000.0 / 180.0
ROUNDS = 12
"""Of the fixed-point inverse; each takes the error down about a thousandfold, so this many reach the end of a double."""


class Shift(StrEnum):
    """How coordinates in degrees are shifted."""

    NONE = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"


def outside_china(longitude, latitude):
    """Where no shift is applied: a box as the public converters use it."""
    longitude, latitude = np.asarray(longitude, float), np.asarray(latitude, float)
    return (longitude < 72.004) | (longitude > 137.8347) | (latitude < 0.8293) | (latitude > 55.8271)


def gcj02_from_wgs84(longitude, latitude):
    """WGS-84 to GCJ-02, degrees; unchanged outside China."""
    longitude, latitude = np.asarray(longitude, float), np.asarray(latitude, float)
    east, north = _shift(longitude, latitude)
    stay = outside_china(longitude, latitude)
    return np.where(stay, longitude, longitude + east), np.where(stay, latitude, latitude + north)


def wgs84_from_gcj02(longitude, latitude):
    """GCJ-02 to WGS-84, degrees, to a millimetre of what `gcj02_from_wgs84` would turn back."""
    longitude, latitude = np.asarray(longitude, float), np.asarray(latitude, float)
    x, y = longitude.copy(), latitude.copy()
    for _ in range(ROUNDS):
        there_x, there_y = gcj02_from_wgs84(x, y)
        x, y = x - (there_x - longitude), y - (there_y - latitude)
    return x, y


def bd09_from_gcj02(longitude, latitude):
    """GCJ-02 to BD-09, degrees."""
    longitude, latitude = np.asarray(longitude, float), np.asarray(latitude, float)
    z = np.hypot(longitude, latitude) + 0.000_02 * np.sin(latitude * _X_PI)
    theta = np.arctan2(latitude, longitude) + 0.000_003 * np.cos(longitude * _X_PI)
    return z * np.cos(theta) + 0.0065, z * np.sin(theta) + 0.006


def gcj02_from_bd09(longitude, latitude):
    """BD-09 to GCJ-02, degrees, to a millimetre of what `bd09_from_gcj02` would turn back."""
    longitude, latitude = np.asarray(longitude, float), np.asarray(latitude, float)
    x, y = longitude - 0.0065, latitude - 0.006
    for _ in range(ROUNDS):
        there_x, there_y = bd09_from_gcj02(x, y)
        x, y = x - (there_x - longitude), y - (there_y - latitude)
    return x, y


def wgs84_from(shift: Shift, longitude, latitude):
    """Degrees of any of the three systems to WGS-84."""
    if shift is Shift.GCJ02:
        return wgs84_from_gcj02(longitude, latitude)
    if shift is Shift.BD09:
        return wgs84_from_gcj02(*gcj02_from_bd09(longitude, latitude))
    return np.asarray(longitude, float), np.asarray(latitude, float)


def _shift(longitude, latitude):
    x, y = longitude - 105.0, latitude - 35.0
    root, pi = np.sqrt(np.abs(x)), np.pi
    waves = (20.0 * np.sin(6.0 * x * pi) + 20.0 * np.sin(2.0 * x * pi)) * 2.0 / 3.0
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + waves
    north += (20.0 * np.sin(y * pi) + 40.0 * np.sin(y / 3.0 * pi)) * 2.0 / 3.0
    north += (160.0 * np.sin(y / 12.0 * pi) + 320.0 * np.sin(y * pi / 30.0)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + waves
    east += (20.0 * np.sin(x * pi) + 40.0 * np.sin(x / 3.0 * pi)) * 2.0 / 3.0
    east += (150.0 * np.sin(x / 12.0 * pi) + 300.0 * np.sin(x / 30.0 * pi)) * 2.0 / 3.0
    radians = latitude / 180.0 * pi
    magic = 1 - _EE * np.sin(radians) ** 2
    north = north * 180.0 / ((_A * (1 - _EE)) / (magic * np.sqrt(magic)) * pi)
    east = east * 180.0 / (_A / np.sqrt(magic) * np.cos(radians) * pi)
    return east, north
