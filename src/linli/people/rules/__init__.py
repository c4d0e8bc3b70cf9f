"""Pure decisions about residents; no Django."""
