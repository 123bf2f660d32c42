// Keys of the review queue. Everything they do can be done without them.
const entries = [...document.querySelectorAll('[data-entry]')];

/** Where the reader is; -1: at none of them yet. */
function place() {
  return entries.findIndex((entry) => entry.contains(document.activeElement));
}

function go(step) {
  const next = entries[Math.min(entries.length - 1, Math.max(0, place() + step))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

function open() {
  const details = entries[place()]?.querySelector('details');
  if (details === null || details === undefined) return false;
  details.open = true;
  details.querySelector('select, textarea, button')?.focus();
  return true;
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest('input, select, textarea, button, a, summary') !== null) return;
  if (event.key === 'j') go(1);
  else if (event.key === 'k') go(-1);
  else if (event.key === 'Enter' && open()) event.preventDefault();
});
