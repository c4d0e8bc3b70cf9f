// The list of grids beside the editor: names to change, what is new or exclusive, how many houses and households lie in each.

export class GridList {
  // `wanted` gives what the list needs of the editor: plan(), picked, isFixed, pick(number), rename(number, name), counts().
  constructor(list, wanted) {
    this.list = list;
    this.wanted = wanted;
    this.words = list.dataset;
  }

  draw() {
    const { list, wanted } = this;
    const cells = wanted.plan().cells;
    const focused = document.activeElement?.closest?.("[data-cells] li")?.dataset.number;
    if (list.children.length !== cells.length || cells.some((cell, n) => list.children[n].dataset.name !== cell.name)) {
      list.replaceChildren(...cells.map((cell, n) => this.#row(cell, n)));
      if (focused && list.children[focused]) list.children[focused].querySelector("button").focus();
    }
    cells.forEach((_cell, n) => list.children[n].querySelector("button").setAttribute("aria-pressed", String(wanted.picked.has(n))));
    clearTimeout(this.counting);
    this.counting = setTimeout(() => wanted.counts().forEach(([buildings, homes], n) => {
      const small = list.children[n]?.querySelector("small");
      if (small) small.textContent = this.words.figures.replace("{b}", buildings).replace("{h}", homes);
    }), 60);
  }

  #row(cell, number) {
    const { wanted, words } = this;
    const item = document.createElement("li");
    item.className = "plan-cell";
    Object.assign(item.dataset, { number, name: cell.name });
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-quiet";
    button.append(Object.assign(document.createElement("span"), { textContent: words.pick }));
    button.setAttribute("aria-label", `${words.pick} ${cell.name}`);
    button.addEventListener("click", () => wanted.pick(number));
    const input = Object.assign(document.createElement("input"), { value: cell.name, maxLength: 60, className: "control", autocomplete: "off", disabled: wanted.isFixed });
    input.setAttribute("aria-label", words.name);
    input.addEventListener("change", () => { if (!wanted.rename(number, input.value.replace(/\s+/g, ""))) input.value = cell.name; });
    const tags = document.createElement("span");
    if (cell.kind === "exclusive") tags.append(Object.assign(document.createElement("span"), { className: "tag-word", textContent: words.exclusive }), " ");
    if (!cell.code) tags.append(Object.assign(document.createElement("span"), { className: "tag-word tone-accent", textContent: words.fresh }));
    const aside = Object.assign(document.createElement("span"), { className: "lines" });
    aside.append(document.createElement("small"), tags);
    item.append(button, input, aside);
    return item;
  }
}
