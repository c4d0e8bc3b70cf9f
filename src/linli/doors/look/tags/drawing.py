"""How a component finds its template."""

from django.template.loader import get_template
from django.utils.safestring import SafeString


def draw(component: str, **shown: object) -> SafeString:
    """Render `look/parts/<component>.html`; every value is escaped there unless it is already safe."""
    return get_template(f"look/parts/{component}.html").render(shown)
