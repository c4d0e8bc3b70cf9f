"""The organisers' pages: programme, editor, lists, the door, needs, figures, venues."""
