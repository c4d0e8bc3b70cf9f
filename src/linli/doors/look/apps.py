from django.apps import AppConfig


class LookConfig(AppConfig):
    name = "linli.doors.look"
    label = "look"
