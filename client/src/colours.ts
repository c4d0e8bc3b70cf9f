// The colours and the type of a plot are those of the page around it, so that the dark wall needs nothing of its own.

export type Look = ReturnType<typeof lookOf>;

export function lookOf(node: Element) {
  const style = getComputedStyle(node);
  const of = (name: string) => style.getPropertyValue(name).trim();
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return {
    accent: of("--accent"),
    ink: of("--ink"),
    soft: of("--ink-soft"),
    faint: of("--ink-faint"),
    line: of("--line"),
    edge: of("--line-strong"),
    sheet: of("--sheet"),
    wash: of("--accent-wash"),
    others: [of("--plot-2"), of("--plot-3")],
    shades: [1, 2, 3, 4, 5].map((n) => of(`--shade-${n}`)),
    onShades: [1, 2, 3, 4, 5].map((n) => of(`--on-shade-${n}`)),
    nothing: of("--hollow"),
    rem,
    font: { fontFamily: style.fontFamily, fontSize: 0.75 * rem },
  };
}

/** What a tooltip looks like. `richText` is drawn on the canvas: the policy allows no style in the page. */
export function tooltip(look: Look) {
  return {
    renderMode: "richText" as const,
    confine: true,
    backgroundColor: look.sheet,
    borderColor: look.edge,
    borderWidth: 1,
    padding: [0.4 * look.rem, 0.6 * look.rem],
    textStyle: { ...look.font, fontSize: 0.875 * look.rem, color: look.ink },
  };
}
