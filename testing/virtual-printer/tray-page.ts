/** The tray's page. No build, no library: it must run wherever a test or the demo starts it. */
export const TRAY_PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Virtual printer</title>
    <link rel="stylesheet" href="/tray.css" />
    <script src="/tray.js" type="module"></script>
  </head>
  <body>
    <header>
      <div class="name">
        <span class="lamp" id="lamp"></span>
        <div>
          <h1>Virtual printer</h1>
          <p id="state" role="status">Connecting…</p>
        </div>
      </div>
      <div class="controls" role="group" aria-label="What is wrong with the printer">
        <button data-toggle="paper-out">Paper out</button>
        <button data-toggle="paper-low">Low paper</button>
        <button data-toggle="coverOpen">Cover open</button>
        <button data-toggle="refuse">Refuse connections</button>
        <button data-toggle="hang">Hang</button>
        <button data-toggle="slow">Slow</button>
        <button data-toggle="power">Power off after 1,500 bytes</button>
      </div>
    </header>
    <section id="faults" class="faults" hidden role="alert"></section>
    <main>
      <div class="slot" aria-hidden="true"></div>
      <p id="empty" class="empty">No tickets yet. Check somebody in at the kiosk and the ticket comes out here.</p>
      <ol id="tickets" class="tickets" aria-label="Tickets, newest first"></ol>
    </main>
  </body>
</html>
`;

export const TRAY_STYLE = `
:root { color-scheme: light dark; --back: #e8ebea; --panel: #ffffff; --ink: #16211f; --dim: #53625e; --line: #c9d2cf; --good: #0b7a4b; --warn: #a45b00; --bad: #b3261e; --accent: #0b5d57; }
@media (prefers-color-scheme: dark) { :root { --back: #171d1c; --panel: #222a28; --ink: #eef3f1; --dim: #a9b7b3; --line: #3a4643; --good: #4fd08f; --warn: #ffb454; --bad: #ff8a80; --accent: #66d1c6; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; background: var(--back); color: var(--ink); font: 16px/1.45 system-ui, sans-serif; }
header { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: 16px 32px; align-items: center; justify-content: space-between; padding: 16px 24px; background: var(--panel); border-bottom: 1px solid var(--line); }
.name { display: flex; gap: 14px; align-items: center; }
h1 { margin: 0; font-size: 20px; }
header p { margin: 0; color: var(--dim); font-size: 14px; }
.lamp { width: 16px; height: 16px; border-radius: 50%; background: var(--dim); box-shadow: 0 0 0 4px color-mix(in srgb, currentcolor 12%, transparent); }
.lamp.good { background: var(--good); } .lamp.warn { background: var(--warn); } .lamp.bad { background: var(--bad); }
.controls { display: flex; flex-wrap: wrap; gap: 8px; }
button { min-height: 40px; padding: 6px 14px; border: 1px solid var(--line); border-radius: 20px; background: transparent; color: var(--ink); font: inherit; font-size: 14px; cursor: pointer; }
button:hover { border-color: var(--accent); }
button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
button[aria-pressed='true'] { background: var(--bad); border-color: var(--bad); color: var(--panel); font-weight: 600; }
.faults { margin: 16px 24px 0; padding: 12px 16px; border: 2px solid var(--bad); border-radius: 8px; color: var(--bad); font-family: ui-monospace, monospace; font-size: 13px; white-space: pre-wrap; }
main { display: flex; flex-direction: column; align-items: center; padding: 32px 16px 64px; }
.slot { width: min(440px, 92vw); height: 18px; border-radius: 9px; background: linear-gradient(#2b3230, #0d1110); box-shadow: 0 2px 6px rgb(0 0 0 / 35%); z-index: 1; }
.empty { color: var(--dim); margin-top: 48px; text-align: center; max-width: 36ch; }
.tickets { list-style: none; margin: -9px 0 0; padding: 0; display: flex; flex-direction: column; align-items: center; gap: 28px; }
.tickets li { display: flex; flex-direction: column; align-items: center; }
.tickets img { display: block; width: min(380px, 86vw); height: auto; background: #fff; box-shadow: 0 6px 18px rgb(0 0 0 / 22%); clip-path: inset(0 -20px -30px -20px); }
.tickets li.new img { animation: out 0.9s cubic-bezier(0.2, 0.7, 0.2, 1); }
.tickets small { margin-top: 8px; color: var(--dim); }
.tickets .torn { color: var(--bad); font-weight: 600; }
@keyframes out { from { transform: translateY(-60%); clip-path: inset(60% -20px -30px -20px); } }
@media (prefers-reduced-motion: reduce) { .tickets li.new img { animation: none; } }
`;

export const TRAY_SCRIPT = `
const tickets = document.getElementById('tickets');
const lamp = document.getElementById('lamp');
const words = document.getElementById('state');
const faults = document.getElementById('faults');
let state = null;
let shown = 0;

const WANTED = {
  'paper-out': (on) => ({ paper: on ? 'ok' : 'out' }),
  'paper-low': (on) => ({ paper: on ? 'ok' : 'low' }),
  coverOpen: (on) => ({ coverOpen: !on }),
  refuse: (on) => ({ refuse: !on }),
  hang: (on) => ({ hang: !on }),
  slow: (on) => ({ slow: !on }),
  power: (on) => (on ? { powerOn: true } : { powerOffAfterBytes: 1500 }),
};
const PRESSED = {
  'paper-out': (s) => s.paper === 'out',
  'paper-low': (s) => s.paper === 'low',
  coverOpen: (s) => s.coverOpen,
  refuse: (s) => s.refuse,
  hang: (s) => s.hang,
  slow: (s) => s.slow,
  power: (s) => s.powerOffAfterBytes !== null || !s.on,
};

for (const button of document.querySelectorAll('button[data-toggle]')) {
  button.addEventListener('click', () => {
    if (!state) return;
    const name = button.dataset.toggle;
    fetch('/api/change', { method: 'POST', body: JSON.stringify(WANTED[name](PRESSED[name](state))) });
  });
}

function show(next) {
  state = next;
  for (const button of document.querySelectorAll('button[data-toggle]')) {
    button.setAttribute('aria-pressed', String(PRESSED[button.dataset.toggle](next)));
  }
  const [level, text] = describe(next);
  lamp.className = 'lamp ' + level;
  words.textContent = text + ' · port ' + next.printerPort + ' · ' + next.tickets.length + (next.tickets.length === 1 ? ' ticket' : ' tickets');
  document.getElementById('empty').hidden = next.tickets.length > 0;
  faults.hidden = next.faults.length === 0;
  faults.textContent = next.faults.map((fault) => 'Not understood: ' + fault).join('\\n');
  const first = shown === 0;
  for (; shown < next.tickets.length; shown += 1) tickets.prepend(ticket(next.tickets[shown], !first));
}

function ticket(piece, fresh) {
  const item = document.createElement('li');
  if (fresh) item.className = 'new';
  const picture = document.createElement('img');
  picture.src = '/tickets/' + piece.number + '.png';
  picture.width = piece.width;
  picture.height = piece.height;
  picture.alt = piece.text;
  const note = document.createElement('small');
  note.textContent = piece.complete ? 'Ticket ' + (piece.number + 1) : 'Ticket ' + (piece.number + 1) + ', broken off';
  if (!piece.complete) note.className = 'torn';
  item.append(picture, note);
  return item;
}

function describe(s) {
  if (!s.on) return ['bad', 'Switched off'];
  if (s.refuse) return ['bad', 'Refuses connections'];
  if (s.hang) return ['bad', 'Takes connections and hangs'];
  if (s.coverOpen) return ['bad', 'Cover open'];
  if (s.paper === 'out') return ['bad', 'Out of paper'];
  if (s.cutterError) return ['bad', 'Cutter error'];
  if (s.paper === 'low') return ['warn', 'Paper is low'];
  return ['good', s.idle ? 'Ready' : 'Printing'];
}

const events = new EventSource('/events');
events.onmessage = (event) => show(JSON.parse(event.data));
events.onerror = () => {
  lamp.className = 'lamp bad';
  words.textContent = 'The virtual printer has ended';
};
`;
