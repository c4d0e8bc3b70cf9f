"""Where this installation lives."""

from dataclasses import dataclass
from pathlib import Path

from linli.project.plain_words import home_of


@dataclass(frozen=True, slots=True)
class Where:
    """`root` holds the program, `home` (LINLI_HOME) data, logs, keys and media."""

    root: Path
    home: Path

    @classmethod
    def here(cls) -> "Where":
        root = Path(__file__).resolve().parents[4]
        return cls(root, home_of(root))
