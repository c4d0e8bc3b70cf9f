from django.apps import AppConfig


class StaffDoorsConfig(AppConfig):
    name = "linli.doors.staff"
    label = "staff"
