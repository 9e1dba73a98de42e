'use strict';

// Draws the charts from the results in #data. Texts come from events: they reach the page by
// ECharts' canvas only, never as HTML.
(() => {
  const { heads, tables } = JSON.parse(document.getElementById('data').textContent);
  const elements = [...document.querySelectorAll('.chart')];
  const count = new Intl.NumberFormat('en');
  const amount = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
  const percent = (value) => `${amount.format(value)} %`;
  const rough = (value) => `${value.toFixed(1)} %`;
  /** What a group without a name is called; what a text says is not looked at. */
  const NONE = '(none)';
  const RANKED = 12;
  const MINUTE = 60_000;
  const SPANS = [1, 5, 15];
  const SHOWN = 120;
  /** Pixels below which a chart is narrow: a phone's. */
  const NARROW = 480;
  const SIZE = 12;
  const LINE = 15;
  /** Few enough for a phone, many enough for a sharp print. */
  const DENSITY = Math.max(2, devicePixelRatio);

  const rowsOf = ({ columns, rows }) =>
    rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]])));

  const age = (seconds) => {
    const size = Math.abs(seconds);
    const [unit, length] = [['d', 86_400], ['h', 3_600], ['min', 60], ['s', 1]].find(
      ([, each]) => size >= each) ?? ['s', 1];
    return `${seconds < 0 ? '−' : ''}${(size / length).toFixed(length === 1 ? 0 : 1)} ${unit}`;
  };

  const pen = document.createElement('canvas').getContext('2d');
  const widthOf = (t, text) => {
    pen.font = `${SIZE}px ${t.font}`;
    return pen.measureText(text).width;
  };

  /** The lines of a label, none wider than so many pixels: nothing of it is left out. */
  const wrap = (t, text, width) => {
    const fits = (line) => widthOf(t, line) <= width;
    const pieces = text.match(/[^\s_.,:/-]+[\s_.,:/-]*|[\s_.,:/-]+/g) ?? [''];
    const lines = [''];
    for (const part of pieces.flatMap((piece) => (fits(piece.trimEnd()) ? [piece] : [...piece]))) {
      if (fits((lines.at(-1) + part).trimEnd())) {
        lines[lines.length - 1] += part;
      } else {
        lines.push(part);
      }
    }

    return lines;
  };

  const wrapAll = (t, texts, width) => {
    const labels = texts.map((text) => wrap(t, text, width));
    return {
      texts: labels.map((lines) => lines.join('\n')),
      lines: labels.reduce((sum, lines) => sum + lines.length, 0),
      most: Math.max(...labels.map((lines) => lines.length)),
      width: Math.max(...labels.flat().map((line) => widthOf(t, line))),
    };
  };

  const isNarrow = (element) => element.clientWidth < NARROW;

  /** What stands above a chart, with more to say or another text than the page came with. */
  const retitle = (element, text) => {
    const said = element.previousElementSibling;
    said.dataset.said ??= said.textContent;
    said.textContent = text(said.dataset.said);
  };

  /** The colours and the font that the style sheet has at this moment. */
  const theme = () => {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(`--${name}`).trim();
    return {
      ...Object.fromEntries(
        ['surface', 'ink', 'muted', 'line', 'first', 'second', 'third', 'other'].map(
          (name) => [name, colour(name)])),
      font: getComputedStyle(document.body).fontFamily,
    };
  };

  const base = (t) => ({
    animation: false,
    useUTC: true,
    color: [t.first, t.second, t.third, t.other],
    textStyle: { fontFamily: t.font, color: t.ink },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      axisPointer: { type: 'shadow', shadowStyle: { color: t.line, opacity: 0.4 } },
      backgroundColor: t.surface,
      borderColor: t.line,
      textStyle: { color: t.ink, fontFamily: t.font, fontSize: 13 },
    },
  });

  /** Beside the chart at its right, and the room that it takes there. */
  const legend = (element, t, names) => {
    const labels = wrapAll(t, names, isNarrow(element) ? 84 : 160);
    return {
      room: labels.width + 36,
      height: labels.lines * LINE + names.length * 10 + 4,
      legend: {
        orient: 'vertical', top: 4, right: 0, align: 'left', icon: 'roundRect',
        itemWidth: 12, itemHeight: 12, itemGap: 10, padding: 0,
        formatter: (name) => labels.texts[names.indexOf(name)],
        textStyle: { color: t.ink, fontSize: SIZE, lineHeight: LINE },
      },
    };
  };

  /** The names at the left of bars that lie, from top to bottom. */
  const category = (t, data, labels) => ({
    type: 'category',
    data,
    inverse: true,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: t.line } },
    axisLabel: {
      color: t.ink, fontSize: SIZE, lineHeight: LINE, interval: 0,
      formatter: (name, i) => labels.texts[i],
    },
  });

  const measure = (t, format) => ({
    type: 'value',
    splitNumber: 4,
    splitLine: { lineStyle: { color: t.line } },
    axisLabel: { color: t.muted, fontSize: 12, formatter: format },
  });

  const time = (t) => ({
    type: 'time',
    axisTick: { show: false },
    axisLine: { lineStyle: { color: t.line } },
    splitNumber: 4,
    axisLabel: {
      color: t.muted, fontSize: 12, hideOverlap: true,
      formatter: { year: '{yyyy}', month: '{d} {MMM}', day: '{d} {MMM}', hour: '{HH}:{mm}', minute: '{HH}:{mm}' },
    },
  });

  /** The segments of a session whose look-up failed are not none. */
  const known = (row) => (row.segments_resolved ? row : { ...row, segment_key: '(unknown)' });

  /** Bars from top to bottom, the number of each at its end; no more than fit. */
  const bars = (element, t, rows, { name, value, format, label = (row) => format(row[value]) }) => {
    const shown = rows.slice(0, RANKED);
    retitle(element, (said) => (rows.length > RANKED
      ? `${said}; the first ${RANKED} of ${rows.length}, the table has all` : said));
    const names = shown.map((row) => row[name] ?? NONE);
    const labels = wrapAll(t, names, isNarrow(element) ? 112 : 180);
    element.style.height = `${shown.length * Math.max(32, labels.most * LINE + 8) + 8}px`;
    const room = 12 + Math.max(...shown.map((row) => widthOf(t, label(row))));
    return {
      ...base(t),
      grid: { top: 4, left: 4, right: room, bottom: 4 },
      xAxis: { type: 'value', show: false, min: (range) => Math.min(0, range.min) },
      yAxis: category(t, names, labels),
      series: [{
        type: 'bar',
        name: heads[value],
        data: shown.map((row) => row[value]),
        barMaxWidth: 18,
        itemStyle: { borderRadius: 3 },
        label: {
          show: true, position: 'right', color: t.ink, fontSize: SIZE,
          formatter: ({ dataIndex }) => label(shown[dataIndex]),
        },
        tooltip: { valueFormatter: format },
      }],
    };
  };

  /** One column a day: days without sessions have none. */
  const days = (t, rows, column, colour, format) => ({
    ...base(t),
    grid: { top: 12, left: 4, right: 12, bottom: 10 },
    xAxis: { ...time(t), minInterval: 24 * 60 * MINUTE },
    yAxis: measure(t, short.format),
    series: [{
      type: 'bar',
      name: heads[column],
      data: rows.map((row) => [Date.parse(`${row.event_dt}T00:00Z`), row[column]]),
      barMaxWidth: 28,
      itemStyle: { color: colour, borderRadius: [3, 3, 0, 0] },
      tooltip: { valueFormatter: format },
    }],
  });

  /** The events in equal spans of time, few enough to be seen; missing minutes are zeros. */
  const spans = (rows, columns) => {
    const found = rows.map((row) => Date.parse(row.minute_ts));
    const minutes = (Math.max(...found) - Math.min(...found)) / MINUTE + 1;
    const size = SPANS.find((span) => minutes / span <= SHOWN) ?? SPANS.at(-1);
    const sums = new Map();
    rows.forEach((row, i) => {
      const start = Math.floor(found[i] / size / MINUTE) * size * MINUTE;
      const sum = sums.get(start) ?? columns.map(() => 0);
      sums.set(start, sum.map((events, c) => events + row[columns[c]]));
    });
    return { size, sums: [...sums] };
  };

  const by = (column) => (a, b) => b[column] - a[column];

  /** A row for each value of a column, with the sum of another. */
  const added = (rows, name, value) => {
    const sums = new Map();
    rows.forEach((row) => sums.set(row[name], (sums.get(row[name]) ?? 0) + row[value]));
    return [...sums].map(([of, sum]) => ({ [name]: of, [value]: sum }));
  };

  /** The course that was picked, where the page has courses; null for all. */
  let picked = null;
  const nameOf = (course) => course ?? NONE;
  const isPicked = (row) => picked === null || row.course_id === undefined || nameOf(row.course_id) === picked;

  const charts = {
    funnel: (element, t, rows) => bars(element, t, rows, {
      name: 'step', value: 'sessions', format: count.format,
      label: (row) => `${count.format(row.sessions)} · ${rough(row.sessions_percent)}`,
    }),

    variants: (element, t, rows) => {
      const steps = { saw_comparison: 'saw_percent', interacted_chart: 'interacted_percent', clicked_affiliate: 'clicked_percent' };
      const colours = [t.first, t.second, t.third];
      const named = rows.filter((row) => row.ab_variant !== null);
      const names = rows.map((row) => row.ab_variant ?? NONE);
      const taken = Object.keys(steps).map((step) => heads[step]);
      const labels = wrapAll(t, taken, isNarrow(element) ? 72 : 160);
      const beside = legend(element, t, names);
      const plot = taken.length * Math.max(rows.length * 20 + 20, labels.most * LINE + 8);
      element.style.height = `${Math.max(plot, beside.height) + 8}px`;
      const room = 12 + widthOf(t, rough(100));
      return {
        ...base(t),
        legend: beside.legend,
        grid: { top: 4, left: 4, right: beside.room + room, bottom: 4 },
        xAxis: { type: 'value', show: false },
        yAxis: category(t, taken, labels),
        series: rows.map((row, i) => ({
          type: 'bar',
          name: names[i],
          data: Object.values(steps).map((step) => row[step]),
          barMaxWidth: 16,
          barGap: '20%',
          itemStyle: { borderRadius: 3, color: colours[named.indexOf(row)] ?? t.other },
          label: {
            show: true, position: 'right', color: t.ink, fontSize: SIZE,
            formatter: ({ value }) => rough(value),
          },
          tooltip: { valueFormatter: percent },
        })),
      };
    },

    sessions: (element, t, rows) => days(t, rows, 'sessions', t.first, count.format),

    payout: (element, t, rows) => days(t, rows, 'payout', t.third, amount.format),

    minutes: (element, t, rows) => {
      const columns = ['page_views', 'chart_interactions', 'affiliate_clicks'];
      const { size, sums } = spans(rows, columns);
      retitle(element, () => (size === 1 ? 'Events a minute' : `Events in ${size} minutes`));
      const beside = legend(element, t, columns.map((column) => heads[column]));
      return {
        ...base(t),
        legend: beside.legend,
        grid: { top: 12, left: 4, right: beside.room + 12, bottom: 10 },
        xAxis: time(t),
        yAxis: { ...measure(t, short.format), minInterval: 1 },
        series: columns.map((column, c) => ({
          type: 'bar',
          name: heads[column],
          stack: 'events',
          barMaxWidth: 20,
          data: sums.map(([start, sum]) => [start, sum[c]]),
          tooltip: { valueFormatter: count.format },
        })),
      };
    },

    segments: (element, t, rows) => bars(element, t, rows.map(known).sort(by('clicked_percent')), {
      name: 'segment_key', value: 'clicked_percent', format: percent,
      label: (row) => `${rough(row.clicked_percent)} of ${short.format(row.sessions)}`,
    }),

    countries: (element, t, rows) => bars(element, t, [...rows].sort(by('sessions')), {
      name: 'geo_country', value: 'sessions', format: count.format,
      label: (row) => `${count.format(row.sessions)} · ${rough(row.clicked_percent)}`,
    }),

    letters: (element, t, rows) => bars(element, t, rows, {
      name: 'reason', value: 'records', format: count.format,
    }),

    learning: (element, t, rows) => days(
      t, added(rows, 'event_dt', 'events'), 'events', t.first, count.format),

    time: (element, t, rows) => bars(element, t, rows, {
      name: 'course_id', value: 'active_seconds', format: age,
      label: (row) => `${age(row.active_seconds)} · ${count.format(row.learners)} ${row.learners === 1 ? 'learner' : 'learners'}`,
    }),

    engagement: (element, t, rows) => bars(element, t, rows, {
      name: 'course_id', value: 'returning_percent', format: percent,
      label: (row) => `${rough(row.returning_percent)} of ${short.format(row.learners)}`,
    }),

    outcomes: (element, t, rows) => bars(element, t, rows.filter((row) => row.mean_percent !== null), {
      name: 'assignable_id', value: 'mean_percent', format: percent,
      label: (row) => `${rough(row.mean_percent)} · ${count.format(row.attempts)} ${row.attempts === 1 ? 'attempt' : 'attempts'}`,
    }),

    paths: (element, t, rows) => bars(element, t, rows.map((row) => ({
      ...row, way: `${row.first_activity} → ${row.second_activity} → ${row.third_activity}`,
    })), { name: 'way', value: 'ways', format: count.format }),

    emitters: (element, t, rows) => bars(
      element, t, added(rows, 'sensor', 'dead_letters').sort(by('dead_letters')), {
        name: 'sensor', value: 'dead_letters', format: count.format,
      }),

    users: (element, t, rows) => days(t, rows, 'active_users', t.first, count.format),

    games: (element, t, rows) => days(t, rows, 'games_played', t.third, count.format),

    applications: (element, t, rows) => bars(element, t, rows, {
      name: 'app', value: 'games_played', format: count.format,
      label: (row) => `${count.format(row.games_played)} · ${rough(row.returning_percent ?? 0)}`,
    }),

    freshness: (element, t, rows) => bars(element, t, rows.filter((row) => row.newest_ts !== null), {
      name: 'table_name', value: 'lag_seconds', format: age,
    }),
  };

  const draw = (element) => {
    const table = tables[element.dataset.table];
    // A report that could not be computed is not there; the page says why in its place.
    const rows = table ? rowsOf(table).filter(isPicked) : [];
    const nothing = rows.every((row) => row.newest_ts === null || row.mean_percent === null);
    element.parentElement.classList.toggle('none', nothing);
    if (nothing) {
      return;
    }

    const t = theme();
    const option = charts[element.dataset.chart](element, t, rows);
    const chart = echarts.getInstanceByDom(element) ?? echarts.init(element, null, { devicePixelRatio: DENSITY });
    chart.resize();
    chart.setOption(option, true);
  };

  const drawAll = () => elements.forEach(draw);

  document.documentElement.classList.add('charted');
  document.querySelectorAll('details').forEach((table) => table.removeAttribute('open'));
  drawAll();
  for (const element of elements) {
    element.setAttribute('role', 'img');
    const title = element.closest('section').querySelector('h2').textContent;
    const caption = element.closest('figure').querySelector('figcaption').textContent;
    element.setAttribute('aria-label', `${title}: ${caption}. The table below has the same numbers.`);
  }

  /** Lines of tables of other courses are left out, as are their bars. */
  const pick = () => {
    for (const table of document.querySelectorAll('table')) {
      const column = [...table.tHead.rows[0].cells].findIndex((cell) => cell.textContent === heads.course_id);
      const lines = column < 0 ? [] : [...table.tBodies[0].rows];
      lines.forEach((line) => {
        line.hidden = picked !== null && line.cells[column].textContent !== picked;
      });
      const { caption } = table;
      caption.dataset.said ??= caption.textContent;
      caption.textContent = lines.length > 0 && lines.every((line) => line.hidden)
        ? 'Nothing of this course' : caption.dataset.said;
    }

    drawAll();
  };

  const picker = document.getElementById('course');
  if (picker) {
    const found = Object.values(tables).flatMap(rowsOf).filter((row) => row.course_id !== undefined);
    const courses = [...new Set(found.map((row) => nameOf(row.course_id)))].sort();
    picker.append(new Option('All courses', ''), ...courses.map((course) => new Option(course)));
    picker.parentElement.hidden = courses.length < 2;
    picker.addEventListener('change', () => {
      picked = picker.selectedIndex === 0 ? null : picker.value;
      pick();
    });
  }

  /** On paper tables are unfolded, and charts as light and as wide as it is. */
  const folded = [];
  addEventListener('beforeprint', () => {
    folded.push(...document.querySelectorAll('details:not([open])'));
    folded.forEach((table) => table.setAttribute('open', ''));
    document.documentElement.classList.add('printing');
    drawAll();
  });
  addEventListener('afterprint', () => {
    folded.splice(0).forEach((table) => table.removeAttribute('open'));
    document.documentElement.classList.remove('printing');
    drawAll();
  });

  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
  addEventListener('resize', drawAll);
  document.documentElement.dataset.drawn = 'true';
})();
