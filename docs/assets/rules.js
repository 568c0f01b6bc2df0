// Filters the tables of rules by text, group, severity and fix.
(function () {
  "use strict";

  function option(value, text) {
    const element = document.createElement("option");
    element.value = value;
    element.textContent = text;
    return element;
  }

  function choice(label, values) {
    const wrapper = document.createElement("label");
    const select = document.createElement("select");
    select.append(option("", "all"));
    for (const [value, text] of values) select.append(option(value, text));
    wrapper.append(label + " ", select);
    return { wrapper, control: select };
  }

  function search(label) {
    const wrapper = document.createElement("label");
    const input = document.createElement("input");
    input.type = "search";
    wrapper.append(label + " ", input);
    return { wrapper, control: input };
  }

  // One entry for each row of a table of rules: its cells are code, name, severity, fix, summary.
  function readRows(tables) {
    const rows = [];
    for (const table of tables) {
      for (const row of table.tBodies[0].rows) {
        const [code, name, severity, fix, summary] = [...row.cells].map((c) => c.textContent.trim());
        const text = [code, name, summary].join(" ").toLowerCase();
        rows.push({ row, group: code.slice(0, 3), severity, fix, text });
      }
    }
    return rows;
  }

  function isRuleTable(table) {
    const heads = [...table.querySelectorAll("th")].map((head) => head.textContent.trim());
    return heads[0] === "code" && heads[2] === "severity" && table.tBodies.length > 0;
  }

  // The heading of a table's group: the nearest one before the table.
  function headingOf(table) {
    let element = table.closest(".md-typeset__scrollwrap") || table;
    while (element && element.tagName !== "H2") element = element.previousElementSibling;
    return element;
  }

  function start() {
    const tables = [...document.querySelectorAll("article table")].filter(isRuleTable);
    if (tables.length < 2 || document.querySelector(".rule-filter")) return;
    const rows = readRows(tables);
    const groups = tables.map((table) => {
      const heading = headingOf(table);
      const name = heading ? heading.firstChild.textContent : "";
      const group = table.tBodies[0].rows[0].cells[0].textContent.slice(0, 3);
      return { table, heading, group, name };
    });
    const controls = {
      text: search("Search"),
      group: choice("Group", groups.map(({ group, name }) => [group, `${group} ${name}`])),
      severity: choice("Severity", ["error", "warning", "info"].map((name) => [name, name])),
      fix: choice("Fix", [["safe", "safe"], ["unsafe", "unsafe"], ["–", "none"]]),
    };
    const form = document.createElement("form");
    form.className = "rule-filter";
    form.setAttribute("role", "search");
    form.setAttribute("aria-label", "Filter rules");
    const count = document.createElement("output");
    for (const { wrapper } of Object.values(controls)) form.append(wrapper);
    form.append(count);

    function update() {
      const wanted = Object.fromEntries(
        Object.entries(controls).map(([name, { control }]) => [name, control.value]),
      );
      const text = wanted.text.toLowerCase().trim();
      let shown = 0;
      for (const { row, ...rule } of rows) {
        const visible =
          rule.text.includes(text) &&
          ["group", "severity", "fix"].every((name) => !wanted[name] || rule[name] === wanted[name]);
        row.hidden = !visible;
        shown += visible ? 1 : 0;
      }
      for (const { table, heading } of groups) {
        const empty = [...table.tBodies[0].rows].every((row) => row.hidden);
        (table.closest(".md-typeset__scrollwrap") || table).hidden = empty;
        if (heading) heading.hidden = empty;
      }
      count.textContent = `${shown} of ${rows.length} rules`;
    }

    form.addEventListener("input", update);
    form.addEventListener("submit", (event) => event.preventDefault());
    groups[0].heading.before(form);
    update();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
