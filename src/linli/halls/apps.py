from django.apps import AppConfig


class HallsConfig(AppConfig):
    name = "linli.halls"
    label = "halls"
