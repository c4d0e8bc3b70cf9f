from django.apps import AppConfig


class AllianceConfig(AppConfig):
    name = "linli.alliance"
    label = "alliance"
