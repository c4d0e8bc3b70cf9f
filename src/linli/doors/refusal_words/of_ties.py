"""The sentences of refusals where something begins with where it comes from."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

NOT_FOUND = {
    "origin": gettext_lazy("没有找到它的来源：可能不归您的岗位，或者地址不全。请从那件事的页面再点一次。"),
}
