"""The background worker: queued jobs, the periodic schedule and the relay of events, until it is asked to end."""

import asyncio
import os
import sys
import threading

CONCURRENCY = 2
GRACE_SECONDS = 8  # a job that needs longer is taken up again after the next start


def main() -> None:
    """Run the procrastinate worker of this database. Ends on SIGTERM or SIGINT once running jobs are done."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.project.settings")
    import django

    django.setup()
    from procrastinate.contrib.django import app

    if sys.platform == "win32":
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
    from linli.project.relay import relay_until

    stop = threading.Event()
    relay = threading.Thread(target=relay_until, args=(stop,), name="relay")
    relay.start()
    try:
        _run_jobs(app)
    finally:
        stop.set()
        relay.join(GRACE_SECONDS)


def _run_jobs(app) -> None:
    with app.replace_connector(app.connector.get_worker_connector()) as working:
        working.run_worker(
            concurrency=CONCURRENCY, delete_jobs="successful", shutdown_graceful_timeout=GRACE_SECONDS, name="linli"
        )


if __name__ == "__main__":
    main()
