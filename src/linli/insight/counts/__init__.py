"""Counts kept by increments: what each case adds (`derive`), kept as events come (`keep`), made again (`rebuild`), read (`read`)
and compared with plain counting (`check`). ADR 0030."""
