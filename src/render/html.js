"use strict";
(() => {
  const root = document.documentElement;
  const query = document.querySelector("#filter");
  const language = document.querySelector("#language");
  const severities = [...document.querySelectorAll("input[name=severity]")];
  const groups = [...document.querySelectorAll("section.group")];
  const show = () => {
    const wanted = query.value.trim().toLowerCase().split(/\s+/);
    const levels = new Set(severities.filter((box) => box.checked).map((box) => box.value));
    for (const group of groups) {
      let any = false;
      for (const finding of group.querySelectorAll("article")) {
        const text = finding.textContent.toLowerCase();
        const fits = levels.has(finding.dataset.severity) && wanted.every((word) => text.includes(word));
        finding.hidden = !fits;
        any = any || fits;
      }
      group.hidden = !any;
    }
  };
  const speak = () => {
    root.dataset.lang = language.value;
    root.lang = language.value;
  };
  query.addEventListener("input", show);
  language.addEventListener("change", speak);
  for (const box of severities) box.addEventListener("change", show);
})();
