const form = document.querySelector(".chooser");
const cases = [...document.querySelectorAll(".case")].map(card => ({ card, said: card.textContent.toLowerCase() }));
const reports = [...document.querySelectorAll(".report")];
const count = form.querySelector("output");
const nothing = document.querySelector(".nothing");

function choose() {
  const words = form.words.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const { card, said } of cases) {
    const fits = (!form.rule.value || card.dataset.rule === form.rule.value)
      && (!form.priority.value || card.dataset.priority === form.priority.value)
      && words.every(word => said.includes(word));
    card.hidden = !fits;
    shown += fits;
  }
  for (const report of reports) report.hidden = !report.querySelector(".case:not([hidden])");
  nothing.hidden = shown > 0 || cases.length === 0;
  count.textContent = shown === cases.length ? `${shown} referral${shown === 1 ? "" : "s"}` : `${shown} of ${cases.length}`;
}

form.addEventListener("input", choose);
form.addEventListener("submit", event => event.preventDefault());
choose();
