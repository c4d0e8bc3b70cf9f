"""Timing, and the pages results are kept on."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any

RESULTS = Path(__file__).resolve().parent / "results"


def timed(run: Callable[[], Any], times: int = 30) -> dict[str, float]:
    """Milliseconds of `times` runs after one to warm up: the median and the 95th percentile."""
    run()
    taken = []
    for _ in range(times):
        started = perf_counter()
        run()
        taken.append((perf_counter() - started) * 1000)
    marks = quantiles(taken, n=20, method="inclusive")
    return {"p50": round(marks[9], 2), "p95": round(marks[18], 2)}


def in_figures(ratio: float) -> str:
    """A ratio as it is read: 230, 16, 2.5, 0.082."""
    return f"{ratio:.0f}" if ratio >= 10 else f"{ratio:.2g}"


def machine() -> str:
    """What it was measured on."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}{load}"


def keep(name: str, question: str, rows: list[dict[str, Any]], says: str, more: str = "") -> None:
    """Write `results/<name>.md` and `.json`, and print the table."""
    RESULTS.mkdir(exist_ok=True)
    columns = list(dict.fromkeys(column for row in rows for column in row))
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    lines += ["| " + " | ".join(str(row.get(column, "")) for column in columns) + " |" for row in rows]
    where = f"{date.today().isoformat()}; {machine()}"
    text = (
        f"# {question}\n\n" + "\n".join(lines) + f"\n\n{says}\n\n{more}\n\nMeasured {where}.\n".replace("\n\n\n", "\n")
    )
    (RESULTS / f"{name}.md").write_text(text, encoding="utf-8")
    kept = {"question": question, "measured": where, "rows": rows}
    (RESULTS / f"{name}.json").write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(text)
