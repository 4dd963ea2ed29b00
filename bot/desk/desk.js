// Nothing on the desk needs this: it asks for the state of taking in, so that nobody has to reload the page.
const place = document.querySelector("[data-state]");
if (place) {
  let leaving = false; // a form was sent: to reload now would take its answer away
  addEventListener("submit", () => (leaving = true));
  const look = async () => {
    try {
      const answer = await fetch(place.dataset.state, { headers: { accept: "application/json" } });
      const state = await answer.json();
      if (leaving) return;
      const says = place.querySelector("[data-says]");
      if (says.textContent !== state.says) says.textContent = state.says;
      if (state.phase !== place.dataset.phase) return location.reload();
    } catch {
      // the server is starting anew: it is asked again
    }
    setTimeout(look, 2000);
  };
  setTimeout(look, 2000);
}
