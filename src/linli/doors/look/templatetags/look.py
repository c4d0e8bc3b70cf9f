"""`{% load look %}`: every component and filter of the design system. The list with parameters is in `../README.md`."""

from django import template

from linli.doors.look.tags import deeds, fields, figures, lists, marks, panels, people_and_places, times

register = template.Library()
for part in (marks, times, people_and_places, fields, lists, deeds, panels, figures):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)
