// The demo page: its buttons ask the widget; where the widget is missing, the page says so.
const ask = (act) => (window.MastersAdvisor ? act(window.MastersAdvisor) : showMissing());
const showMissing = () => (document.getElementById("missing").hidden = false);

document.querySelector("[data-open]").addEventListener("click", () => ask((advisor) => advisor.open()));
for (const button of document.querySelectorAll("[data-ask]"))
  button.addEventListener("click", () => ask((advisor) => advisor.send(button.dataset.ask)));
document.getElementById("tag").textContent = `<script src="${location.origin}/widget.js" async></scr` + "ipt>";
document.querySelector('script[src="widget.js"]').addEventListener("error", showMissing);
addEventListener("load", () => setTimeout(() => window.MastersAdvisor || showMissing(), 500));
