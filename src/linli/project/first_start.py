"""The first administrator's account: made on a database without any, given a new one-time password when that was lost."""

from __future__ import annotations

from uuid import uuid4

ADMINISTRATOR = "guanli"


def first_administrator() -> str | None:
    """On a database without any user make the account `guanli` for the whole platform and load the table of divisions;
    returns its one-time password, None where somebody has an account already. The password is kept nowhere."""
    from linli.accounts.actions.open_account import open_account
    from linli.accounts.models import User
    from linli.accounts.one_time_password import one_time_password
    from linli.kernel.actor import Role, system
    from linli.places.actions.load_divisions import load_divisions

    if User.objects.exists():
        return None
    load_divisions(actor=system(), key=None)
    key = uuid4()
    password = one_time_password(key)
    open_account(
        actor=system(), key=key, username=ADMINISTRATOR, name="系统管理员", password=password, role=Role.ADMINISTRATOR,
        prefix="*",
    )  # fmt: skip
    return password.reveal()


def reset_administrator() -> str:
    """Give `guanli` a new one-time password, and the whole platform again where that was taken away; the account is made
    where it is missing. For whoever has the machine's shell: that is the authority. Recorded in the audit trail."""
    from linli.accounts.actions.grant_role import grant_role
    from linli.accounts.actions.open_account import open_account
    from linli.accounts.actions.reopen_account import reopen_account
    from linli.accounts.actions.reset_password import reset_password
    from linli.accounts.models import User
    from linli.accounts.one_time_password import one_time_password
    from linli.kernel.actor import Role, system

    key = uuid4()
    password = one_time_password(key)
    whole = {"role": Role.ADMINISTRATOR, "prefix": "*"}
    user = User.objects.filter(username=ADMINISTRATOR).first()
    if user is None:
        open_account(actor=system(), key=key, username=ADMINISTRATOR, name="系统管理员", password=password, **whole)
    elif not user.is_active:
        reopen_account(actor=system(), key=key, user_id=user.id, password=password, **whole)
    else:
        reset_password(actor=system(), key=key, user_id=user.id, password=password)
        grant_role(actor=system(), key=None, user_id=user.id, **whole)
    return password.reveal()
