"""The work list and the search on one filling of a million cases, several minutes of loading once instead of twice."""

from __future__ import annotations

import search
import work_list
from fresh_platform import fill, fresh_platform

CASES = 1_000_000


def main() -> None:
    with fresh_platform():
        work_list.report(CASES, fill(CASES))
        search.report(CASES)


if __name__ == "__main__":
    main()
