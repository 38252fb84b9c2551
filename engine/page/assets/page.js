"use strict";
// Filters and sorts the list of leads. Everything stands on the page already: the data are whole
// numbers, one for each lead in the order of the list, and no markup is made of any text.
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const { options, ranks, words } = JSON.parse(document.getElementById("data").textContent);
  const list = document.getElementById("list");
  const status = document.getElementById("shown");
  const leads = [...list.tBodies].map((body, place) => ({ body, place, text: null }));
  const folded = (text) => text.normalize("NFKC").toLowerCase();
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  // filtering
  const names = Object.keys(options);
  function textOf(lead) {
    lead.text ??= folded(lead.body.textContent);
    return lead.text;
  }
  function fits(lead, sought) {
    return names.every((name) => {
      const chosen = form.elements[name].value;
      return chosen === "" || options[name][lead.place] === Number(chosen);
    }) && sought.every((word) => textOf(lead).includes(word));
  }
  function filter() {
    const sought = folded(form.elements.text.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const lead of leads) {
      const fit = fits(lead, sought);
      lead.body.hidden = !fit;
      shown += fit;
    }
    const said = filled(words.shown, { shown, all: leads.length });
    status.textContent = shown ? said : `${said} ${words.none_shown}`;
  }
  function clear() {
    form.elements.text.value = "";
    for (const name of names) form.elements[name].value = "";
  }
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    clear();
    filter();
  });

  // sorting: equal ones stay in the order of the list, the gravest first
  const heads = [...list.querySelectorAll("th[data-sort]")];
  function sort(head) {
    const falling = head.getAttribute("aria-sort") === "ascending";
    for (const other of heads) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", falling ? "descending" : "ascending");
    const rank = ranks[head.dataset.sort];
    const sign = falling ? -1 : 1;
    const sorted = [...leads].sort(
      (one, other) => sign * (rank[one.place] - rank[other.place]) || one.place - other.place
    );
    list.append(...sorted.map((lead) => lead.body));
  }
  for (const head of heads) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(head));
    head.append(button);
  }

  // from a bar to its leads
  for (const bar of document.querySelectorAll("[data-filter]")) {
    bar.addEventListener("click", (event) => {
      event.preventDefault();
      clear();
      form.elements[bar.dataset.filter].value = bar.dataset.option;
      filter();
      const section = document.getElementById("leads");
      section.focus({ preventScroll: true });
      section.scrollIntoView();
    });
  }

  // from a link to its lead, shown whatever the filter and open; other folded places open too
  function follow() {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    if (target.matches("tbody.lead")) target.hidden = false;
    const details = target.matches("details") ? target : target.querySelector(":scope > tr details");
    if (!details) return;
    details.open = true;
    target.scrollIntoView();
  }
  addEventListener("hashchange", follow);

  // all at once; leads are printed open, as paper cannot be
  const detailsOf = () => leads.filter(({ body }) => !body.hidden)
    .map(({ body }) => body.querySelector("details"));
  const openAll = (open) => () => detailsOf().forEach((one) => { one.open = open; });
  document.getElementById("open-all").addEventListener("click", openAll(true));
  document.getElementById("close-all").addEventListener("click", openAll(false));
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = detailsOf().filter((one) => !one.open);
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
  });

  form.hidden = false;
  filter();
  follow();
})();
