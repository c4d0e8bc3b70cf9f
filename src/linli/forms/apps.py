from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "linli.forms"
    label = "forms"
