from django.apps import AppConfig


class ResidentDoorsConfig(AppConfig):
    name = "linli.doors.resident"
    label = "resident"
