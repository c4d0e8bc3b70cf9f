from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "linli.project"
    label = "project"

    def ready(self) -> None:
        from linli.ledger import outbox

        from .wiring import SUBSCRIPTIONS

        outbox.wire(SUBSCRIPTIONS)
