from django.apps import AppConfig


class FieldDoorsConfig(AppConfig):
    name = "linli.doors.field"
    label = "field"
