from django.apps import AppConfig


class CentreDoorsConfig(AppConfig):
    name = "linli.doors.centre"
    label = "centre"
