"""Proposals for dividing a community into grids (standards.zh.md §1.1: 300–500 households, whole, complete, of a fit size). No Django."""

from .asked import AskedOfDesign, House
from .propose import Proposal, propose

__all__ = ["AskedOfDesign", "House", "Proposal", "propose"]
