from django.apps import AppConfig


class MapDoorsConfig(AppConfig):
    name = "linli.doors.map"
    label = "map"
