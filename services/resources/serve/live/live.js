'use strict';

// Shows what the stream of a family says. Texts come from events: they reach the page as text
// only, never as HTML. The key is sent in a header, for an address is written down everywhere.
(() => {
  const at = (id) => document.getElementById(id);
  const count = new Intl.NumberFormat('en');
  const AGAIN = 3_000;

  let key = null;
  let stream = null;
  let state = null;
  /** What is to be added to this machine's clock for the server's. */
  let ahead = 0;

  const make = (tag, text, ...classes) => {
    const made = document.createElement(tag);
    made.textContent = text ?? '';
    made.classList.add(...classes);
    return made;
  };

  const draw = (tag, attributes) => {
    const drawn = document.createElementNS('http://www.w3.org/2000/svg', tag);
    Object.entries(attributes).forEach(([name, value]) => drawn.setAttribute(name, value));
    return drawn;
  };

  const shown = (value) => (typeof value === 'number' ? count.format(value) : value ?? '–');
  const time = (text) => (text ? text.replace('T', ' ').replace(/(\.\d+)?Z$/, '') : '–');

  const age = (text) => {
    if (!text) {
      return '–';
    }

    const seconds = Math.max(0, (Date.now() + ahead - Date.parse(text)) / 1e3);
    const [unit, length] = [['d', 86_400], ['h', 3_600], ['min', 60]].find(
      ([, each]) => seconds >= each) ?? ['s', 1];
    return `${(seconds / length).toFixed(length === 1 ? 0 : 1)} ${unit}`;
  };

  const tell = (sentence, fault) => {
    at('told').textContent = sentence;
    at('told').classList.toggle('fault', fault);
  };

  const ask = async (path, signal) => {
    const answer = await fetch(path, {
      headers: key === null ? {} : { Authorization: `Bearer ${key}` }, signal, cache: 'no-store' });
    at('access').hidden = answer.status !== 401;
    if (!answer.ok) {
      const { error } = await answer.json().catch(() => ({ error: `It answers ${answer.status}.` }));
      throw Object.assign(new Error(error), { status: answer.status });
    }

    return answer;
  };

  const table = (columns, rows) => {
    const made = make('table');
    const head = made.createTHead().insertRow();
    columns.forEach(([title]) => head.append(make('th', title)));
    const body = made.createTBody();
    rows.forEach((row) => {
      const line = body.insertRow();
      columns.forEach(([, value]) => {
        const cell = value(row);
        line.append(cell instanceof Node ? cell : make(
          'td', shown(cell), ...(typeof cell === 'number' ? ['number'] : [])));
      });
    });
    const scroll = make('div', '', 'scroll');
    scroll.append(made);
    return scroll;
  };

  /** Fills a part of the page; a text is why there is none. */
  const fill = (id, rows, none, content) => at(id).replaceChildren(
    Array.isArray(rows) && rows.length > 0
      ? content(rows)
      : make('p', typeof rows === 'string' ? rows : none, 'empty'));

  const minutes = (rows) => {
    const of = new Map(rows.map((row) => [Date.parse(row.minute), row]));
    const newest = Math.max(...of.keys());
    const most = Math.max(1, ...rows.map((row) => row.accepted + row.dead_letters));
    const chart = draw('svg', {
      class: 'minutes', viewBox: '0 0 600 100', preserveAspectRatio: 'none', role: 'img',
      'aria-label': `At most ${count.format(most)} events a minute` });
    for (let i = 0; i < 60; i++) {
      const row = of.get(newest - (59 - i) * 60_000) ?? { accepted: 0, dead_letters: 0 };
      let top = 100;
      [['accepted', row.accepted], ['rejected', row.dead_letters]].forEach(([name, value]) => {
        const height = value * 100 / most;
        top -= height;
        chart.append(draw('rect', { class: name, x: i * 10 + 1, y: top, width: 8, height }));
      });
    }

    const all = make('div');
    const last = of.get(newest);
    all.append(chart, make('p', `Up to ${time(last.minute)}, at most ${count.format(most)} a minute;`
      + ` in the newest ${shown(last.accepted)} accepted, ${shown(last.duplicates)} of them twice,`
      + ` ${shown(last.dead_letters)} rejected, ${shown(last.without_consent)} without consent.`,
    'aside'));
    return all;
  };

  const steps = (rows) => {
    const all = make('div');
    rows.forEach((row) => {
      const line = make('div', '', 'step');
      const bar = make('progress');
      bar.max = 100;
      bar.value = Number(row.sessions_percent);
      bar.setAttribute('aria-label', row.step);
      line.append(make('span', row.step.replaceAll('_', ' ')), bar, make(
        'span', `${shown(row.sessions)} · ${row.sessions_percent} %`));
      all.append(line);
    });
    return all;
  };

  const funnel = (rows) => ('step' in rows[0] ? steps(rows) : table(
    Object.keys(rows[0]).map((name) => [name.replaceAll('_', ' '), (row) => row[name]]), rows));

  const record = (letter) => {
    const all = make('div', '', 'letter');
    let payload = letter.payload;
    try {
      payload = JSON.stringify(JSON.parse(payload), null, 2);
    } catch {
      // It is shown as it came.
    }

    all.append(
      make('p', letter.message),
      make('p', `${letter.pointer ? `At ${letter.pointer}` : 'The whole record'}; arrived `
        + `${time(letter.arrival_ts)}${letter.masked ? '; masked, cut or withheld in part' : ''}`
        + `${letter.replayed_ts ? '; replayed since' : ''}`, 'aside'),
      payload === null || payload === 'null'
        ? make('p', 'Nothing of the record is shown.', 'aside') : make('pre', payload));
    return all;
  };

  const open = async (details, reason) => {
    const of = state.asOf.family;
    try {
      const answer = await ask(
        `live/letters?family=${encodeURIComponent(of)}&reason=${encodeURIComponent(reason)}`);
      const { letters } = await answer.json();
      details.replaceChildren(details.firstChild, ...letters.map(record));
    } catch (e) {
      details.replaceChildren(details.firstChild, make('p', e.message, 'empty'));
    }
  };

  const letters = (rows) => {
    const opened = new Set(
      [...document.querySelectorAll('#letters details[open]')].map((each) => each.dataset.reason));
    const all = make('div');
    rows.forEach((row) => {
      const details = make('details');
      details.dataset.reason = row.reason;
      details.append(make('summary', `${row.reason}: ${shown(row.records)}`));
      details.addEventListener('toggle', () => details.open && open(details, row.reason));
      details.open = opened.has(row.reason);
      all.append(details);
    });
    return all;
  };

  const tick = () => {
    at('age').textContent = age(state?.asOf.committed);
    document.querySelectorAll('[data-since]').forEach((each) => {
      each.textContent = age(each.dataset.since);
    });
  };

  const show = (next) => {
    state = next;
    at('committed').textContent = time(state.asOf.committed);
    at('watermark').textContent = time(state.asOf.watermark);
    at('snapshot').textContent = state.asOf.snapshot ?? '–';
    const rates = Array.isArray(state.minutes) ? state.minutes : [];
    const sum = (rows, of) => rows.reduce((all, row) => all + of(row), 0);
    at('accepted').textContent = shown(rates.at(-1)?.accepted);
    at('hour').textContent = shown(sum(rates, (row) => row.accepted));
    at('dead').textContent = Array.isArray(state.letters)
      ? shown(sum(state.letters, (row) => row.records)) : '–';
    at('verdict').textContent = 'Not checked';
    at('sheet').replaceChildren();
    fill('minutes', state.minutes, 'No event has come yet.', minutes);
    fill('freshness', state.freshness, 'There are no tables of events.', (rows) => table([
      ['Table', (row) => row.table_name],
      ['Newest', (row) => time(row.newest)],
      ['Age', (row) => {
        const cell = make('td', '', 'number');
        cell.dataset.since = row.newest ?? '';
        return cell;
      }]], rows));
    fill('funnel', state.funnel, 'This family has no funnel, or no session has closed yet.', funnel);
    fill('letters', state.letters, 'No record was rejected.', letters);
    tick();
  };

  const heard = (event, data) => {
    ahead = data.now ? Date.parse(data.now) - Date.now() : ahead;
    if (event === 'state') {
      show(data);
    }

    tell(event === 'fault' ? data.error : 'Follows the lake.', event === 'fault');
  };

  /** Server-sent events by hand: a browser's own EventSource sends no key. */
  const follow = async (family, signal) => {
    const answer = await ask(`live/stream?family=${encodeURIComponent(family)}`, signal);
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const messages = (rest + part.value).split('\n\n');
      rest = messages.pop();
      messages.forEach((message) => {
        const [, event, data] = /^event: (.*)\ndata: (.*)$/.exec(message);
        heard(event, JSON.parse(data));
      });
    }
  };

  const start = async () => {
    stream?.abort();
    const mine = new AbortController();
    stream = mine;
    while (!mine.signal.aborted) {
      try {
        if (at('family').options.length === 0) {
          const { families } = await (await ask('analytics/families', mine.signal)).json();
          families.forEach(({ asOf }) => at('family').append(new Option(asOf.family)));
          if (families.length === 0) {
            throw new Error('The lake has no family that this key may see.');
          }
        }

        await follow(at('family').value, mine.signal);
      } catch (e) {
        if (mine.signal.aborted) {
          return;
        }

        tell(e.status ? e.message : `It cannot be reached, and is asked again. ${e.message}`, true);
        if (e.status === 401) {
          return;
        }
      }

      await new Promise((done) => { setTimeout(done, AGAIN); });
    }
  };

  at('access').addEventListener('submit', (event) => {
    event.preventDefault();
    key = at('key').value;
    at('key').value = '';
    start();
  });
  at('family').addEventListener('change', start);
  at('balance').addEventListener('click', async () => {
    if (state === null) {
      return;
    }

    at('verdict').textContent = 'Being checked';
    try {
      const answer = await ask(`live/balance?family=${encodeURIComponent(state.asOf.family)}`);
      const { passed, lines } = await answer.json();
      at('verdict').textContent = passed ? 'PASS' : 'FAIL';
      at('sheet').replaceChildren(table([
        ['Line', (row) => row.line],
        ['Verdict', (row) => make('td', row.verdict, row.verdict.startsWith('PASS') ? 'pass' : 'fail')],
        ['Left', (row) => row.left],
        ['Right', (row) => row.right],
        ['Equation', (row) => row.equation]], lines));
    } catch (e) {
      at('verdict').textContent = 'Not checked';
      at('sheet').replaceChildren(make('p', e.message, 'empty'));
    }
  });
  setInterval(tick, 1_000);
  start();
})();
