"""How every page looks: templates, components, style sheets and small scripts, each made once."""
