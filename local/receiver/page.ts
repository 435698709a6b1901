/** The receiver's page. It puts what it gets into text nodes only, so nothing that a caller sends can become markup. */
export const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Finehook receiver</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; }
  header { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: baseline; }
  h1, h2 { font-size: 1.4rem; margin: 0; }
  .state { flex: 1; opacity: .75; }
  button { font: inherit; padding: .25rem .75rem; }
  ol { list-style: none; margin: 1.5rem 0; padding: 0; display: grid; gap: .75rem; }
  li { border: 1px solid light-dark(#cfd6de, #3c454f); border-radius: .5rem; padding: .75rem 1rem; }
  .line { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; }
  .name { font-weight: 600; overflow-wrap: anywhere; }
  time { opacity: .75; }
  .badge { border-radius: 1rem; padding: 0 .6rem; font-size: .85rem; font-weight: 600; }
  .yes { background: light-dark(#d6f5de, #123d20); color: light-dark(#0b5524, #9be8b3); }
  .no { background: light-dark(#fde0de, #4b1512); color: light-dark(#8c1410, #ffb4ae); }
  .unknown { background: light-dark(#e8ebef, #2e353d); color: light-dark(#3d4651, #c3ccd6); }
  pre { margin: .5rem 0 0; overflow: auto; max-height: 24rem; font: .85rem/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
  .name, pre { unicode-bidi: isolate; }
  summary { cursor: pointer; margin-top: .5rem; }
</style>
<header>
  <h1>Receiver</h1>
  <span id="state" class="state" role="status">Connecting…</span>
  <button id="clear" type="button">Clear</button>
</header>
<p>Calls to <code id="address"></code> appear here. Add <code>?status=500</code> or <code>&amp;delayMs=2000</code> to
the address to see how deliveries are tried again.</p>
<ol id="calls" aria-live="polite"></ol>
<section id="outbox" hidden>
<header>
  <h2>Outbox</h2>
  <span id="mails-state" class="state" role="status"></span>
  <button id="clear-mails" type="button">Clear</button>
</header>
<p>Mails that Finehook has sent. They go nowhere else.</p>
<ol id="mails" aria-live="polite"></ol>
</section>
<script>
  const list = document.getElementById('calls');
  const state = document.getElementById('state');
  const shown = 200;
  document.getElementById('address').textContent = location.origin + '/in/{name}';

  function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.textContent = text;
    return made;
  }
  function pretty(body) {
    try { return JSON.stringify(JSON.parse(body), null, 2); } catch { return body; }
  }
  function badge(verified) {
    if (verified === null) return element('span', 'badge unknown', 'secret not known');
    return verified ? element('span', 'badge yes', 'verified') : element('span', 'badge no', 'not verified');
  }
  function show(call) {
    const item = document.createElement('li');
    const line = element('div', 'line', '');
    line.append(element('span', 'name', call.method + ' ' + call.name), badge(call.verified),
      element('time', '', new Date(call.at).toLocaleTimeString()));
    const headers = document.createElement('details');
    headers.append(element('summary', '', 'Headers'),
      element('pre', '', Object.entries(call.headers).map(pair => pair.join(': ')).join('\\n')));
    item.append(line, element('pre', '', pretty(call.body)), headers);
    list.prepend(item);
    while (list.children.length > shown) list.lastChild.remove();
    count();
  }
  function count() {
    const n = list.children.length;
    state.textContent = n === 0 ? 'Waiting for the first call' : n === 1 ? '1 call' : n + ' calls, newest first';
  }
  const mails = document.getElementById('mails');
  function recipients(mail) {
    const bySuppression = address => element('span', 'badge no', address + ' is suppressed');
    return mail.delivered.map(address => element('span', 'badge yes', address)).concat(mail.suppressed.map(bySuppression));
  }
  function showMail(mail) {
    const item = document.createElement('li');
    const line = element('div', 'line', '');
    line.append(element('span', 'name', mail.subject), ...recipients(mail),
      element('time', '', new Date(mail.at).toLocaleTimeString()));
    const details = document.createElement('details');
    const headers = [['From', mail.from], ['Reply-To', mail.replyTo.join(', ')], ['To', mail.to.join(', ')],
      ['Cc', mail.cc.join(', ')], ['Bcc', mail.bcc.join(', ')], ['Configuration set', mail.configurationSet || '']]
      .filter(pair => pair[1] !== '').concat(mail.headers.map(header => [header.name, header.value]));
    details.append(element('summary', '', 'Headers'),
      element('pre', '', headers.map(pair => pair.join(': ')).join('\\n')));
    item.append(line, element('pre', '', mail.text || ''), details);
    if (mail.html) {
      const html = document.createElement('details');
      html.append(element('summary', '', 'HTML source'), element('pre', '', mail.html));
      item.append(html);
    }
    mails.prepend(item);
    while (mails.children.length > shown) mails.lastChild.remove();
    countMails();
  }
  function countMails() {
    const n = mails.children.length;
    document.getElementById('outbox').hidden = n === 0;
    document.getElementById('mails-state').textContent = n === 1 ? '1 mail' : n + ' mails, newest first';
  }
  const source = new EventSource('/events');
  // A new connection sends the latest calls again.
  source.onopen = () => { list.replaceChildren(); count(); mails.replaceChildren(); countMails(); };
  source.onerror = () => { state.textContent = 'Not connected; trying again'; };
  source.addEventListener('call', event => show(JSON.parse(event.data)));
  source.addEventListener('cleared', () => { list.replaceChildren(); count(); });
  source.addEventListener('mail', event => showMail(JSON.parse(event.data)));
  source.addEventListener('mails-cleared', () => { mails.replaceChildren(); countMails(); });
  document.getElementById('clear-mails').onclick = () => fetch('/outbox', { method: 'DELETE' });
  document.getElementById('clear').onclick = () => fetch('/received', { method: 'DELETE' });
</script>
</html>
`;
