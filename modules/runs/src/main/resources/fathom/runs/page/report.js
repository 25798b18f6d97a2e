"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  document.documentElement.classList.add("js");

  // Numbers of a panel, and where they stand in it.
  const dataOf = panel => panel.numbers ??= read(panel);
  const read = panel => {
    const data = JSON.parse(panel.querySelector("metadata").textContent);
    const value = (axis, at) => {
      const [low, high] = axis.ends;
      return +(axis.log ? low * Math.pow(high / low, at) : low + at * (high - low)).toPrecision(5);
    };
    // Large clouds are read from their drawing.
    data.series.filter(s => !s.x).forEach(s => {
      const path = panel.querySelector(`.series[data-s="${s.s}"] .dots`)?.getAttribute("d") ?? "";
      const points = [...path.matchAll(/M(\S+) (.+?)h0/g)];
      s.x = points.map(p => value(data.x, (p[1] - data.box[0]) / data.box[2]));
      s.y = points.map(p => value(data.y, 1 - (p[2] - data.box[1]) / data.box[3]));
    });
    return data;
  };
  const share = (axis, v) => {
    const [low, high] = axis.ends;
    return axis.log ? Math.log(v / low) / Math.log(high / low) : (v - low) / (high - low);
  };
  const px = (data, v) => data.box[0] + data.box[2] * share(data.x, v);
  const py = (data, v) => data.box[1] + data.box[3] * (1 - share(data.y, v));
  const shown = v => {
    if (v == null) return "";
    const size = Math.abs(v);
    const text = v !== 0 && (size < 1e-4 || size >= 1e6) ? v.toExponential(3) : String(+v.toPrecision(5));
    return text.replaceAll("-", "\u2212");
  };
  const onAxis = (axis, v) => axis.names?.[Math.floor(v)] ?? shown(v);
  const range = (low, high) => low == null || high == null || low >= high ? "" : ` [${shown(low)}, ${shown(high)}]`;
  const named = (label, text) => label ? `${label}: ${text}` : text;

  // Hover: the point nearest to the pointer, the cell or the row below it.
  const tip = document.createElement("div");
  tip.id = "tip";
  tip.hidden = true;
  document.body.append(tip);
  let ring;
  const hide = () => { tip.hidden = true; ring?.remove(); };
  const nearest = (panel, data, x, y) => {
    let best = null;
    let least = 30;
    const bars = data.series.filter(s => s.kind === "bars");
    const slot = data.box[2] / (data.x.ends[1] - data.x.ends[0]);
    const wide = Math.min(0.8 * slot / bars.length, 60);
    for (const s of data.series) {
      if (panel.querySelector(`.series[data-s="${s.s}"]`)?.classList.contains("off")) continue;
      for (let i = 0; i < s.x.length; i++) {
        const at = { x: s.kind === "level" ? x : px(data, s.x[i]), y: s.kind === "upright" ? y : py(data, s.y[i]) };
        if (s.kind === "level" ? s.y[i] == null : s.kind === "upright" ? s.x[i] == null : s.x[i] == null || s.y[i] == null) continue;
        if (s.kind === "bars") at.x += (bars.indexOf(s) - (bars.length - 1) / 2) * wide;
        const inside = s.kind === "bars" && Math.abs(at.x - x) < wide / 2 && y > at.y;
        const away = inside ? 0 : Math.hypot(at.x - x, at.y - y) + (s.kind === "level" || s.kind === "upright" ? 12 : 0);
        if (away < least) { least = away; best = { s, i, at }; }
      }
    }
    return best;
  };
  const found = (panel, data, x, y) => {
    const effect = data.effects?.find(row => y >= row.at[0] && y < row.at[1]);
    if (effect) return { text: `${effect.label}\n${shown(effect.value[0])}${range(effect.value[1], effect.value[2])}` };
    const best = nearest(panel, data, x, y);
    if (best) {
      const { s, i, at } = best;
      const lines = [s.name];
      if (s.x[i] != null) lines.push(named(data.x.label, onAxis(data.x, s.x[i])));
      if (s.y[i] != null) lines.push(named(data.y.label, onAxis(data.y, s.y[i]) + range(s.low?.[i], s.high?.[i])));
      return { text: lines.join("\n"), at };
    }
    if (data.heat) {
      const [left, right, bottom, top] = data.heat.edges;
      const rows = data.heat.values;
      const column = Math.floor((x - px(data, left)) / (px(data, right) - px(data, left)) * rows[0].length);
      const row = Math.floor((y - py(data, bottom)) / (py(data, top) - py(data, bottom)) * rows.length);
      const value = rows[row]?.[column];
      if (value == null) return null;
      const cx = left + (column + 0.5) * (right - left) / rows[0].length;
      const cy = bottom + (row + 0.5) * (top - bottom) / rows.length;
      return { text: [named(data.x.label, onAxis(data.x, cx)), named(data.y.label, onAxis(data.y, cy)),
        named(data.heat.label, shown(value))].join("\n") };
    }
    return null;
  };
  const hover = event => {
    const panel = event.currentTarget;
    const box = panel.getBoundingClientRect();
    const scale = panel.viewBox.baseVal.width / box.width;
    const hit = found(panel, dataOf(panel), (event.clientX - box.left) * scale, (event.clientY - box.top) * scale);
    hide();
    if (!hit) return;
    if (hit.at) {
      ring = document.createElementNS("http://www.w3.org/2000/svg", "circle");
      for (const [key, value] of Object.entries({ class: "ring", cx: hit.at.x, cy: hit.at.y, r: 7 })) ring.setAttribute(key, value);
      panel.append(ring);
    }
    tip.textContent = hit.text;
    tip.hidden = false;
    const left = event.pageX + 14 + tip.offsetWidth > window.scrollX + document.documentElement.clientWidth
      ? event.pageX - 14 - tip.offsetWidth : event.pageX + 14;
    tip.style.left = Math.max(4, left) + "px";
    tip.style.top = event.pageY + 14 + "px";
  };
  all("svg.panel").forEach(panel => {
    panel.addEventListener("pointermove", hover);
    panel.addEventListener("pointerdown", hover);
    panel.addEventListener("pointerleave", hide);
  });

  // Legend: a click hides a series or shows it again.
  all(".legend button").forEach(button => button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") === "false";
    button.setAttribute("aria-pressed", on);
    all(`.series[data-s="${button.dataset.s}"]`, button.closest("figure")).forEach(s => s.classList.toggle("off", !on));
  }));

  // Files.
  const save = (name, type, content) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  const whole = figure => {
    const svg = figure.querySelector("template").content.firstElementChild.cloneNode(true);
    all("svg.panel", figure).forEach(panel => {
      const copy = panel.cloneNode(true);
      all(".ring", copy).forEach(one => one.remove());
      all(".off", copy).forEach(one => one.classList.remove("off"));
      svg.querySelector(`g[data-panel="${panel.dataset.panel}"]`).append(...copy.childNodes);
    });
    return svg;
  };
  const quoted = cell => cell == null ? "" : /[",\n\r]/.test(cell) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell);
  const lines = rows => rows.map(row => row.map(quoted).join(",") + "\n").join("");
  const numbers = figure => {
    const rows = [["panel", "series", "label", "x", "y", "value", "low", "high"]];
    all("svg.panel", figure).map(dataOf).forEach(data => {
      const column = v => data.x.names?.[Math.floor(v)] ?? v;
      const row = v => data.y.names?.[Math.floor(v)] ?? v;
      data.series.forEach(s => s.x.forEach((x, i) =>
        rows.push([data.title, s.name, "", column(x), row(s.y[i]), "", s.low?.[i], s.high?.[i]])));
      data.effects?.forEach(e => rows.push([data.title, e.group, e.label, "", "", e.value[0], e.value[1], e.value[2]]));
      data.heat?.values.forEach((cells, r) => cells.forEach((value, c) => {
        const [left, right, bottom, top] = data.heat.edges;
        rows.push([data.title, data.heat.label, "", column(left + (c + 0.5) * (right - left) / cells.length),
          row(bottom + (r + 0.5) * (top - bottom) / data.heat.values.length), value, "", ""]);
      }));
    });
    return lines(rows);
  };
  const picture = (figure, name) => {
    const svg = whole(figure);
    const image = new Image();
    image.onload = () => {
      const canvas = document.createElement("canvas");
      canvas.width = 2 * svg.getAttribute("width");
      canvas.height = 2 * svg.getAttribute("height");
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(blob => save(name, "image/png", blob));
    };
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(new XMLSerializer().serializeToString(svg));
  };
  all("[data-save]").forEach(button => button.addEventListener("click", () => {
    const figure = button.closest("figure");
    const name = figure.dataset.name + "." + button.dataset.save;
    if (button.dataset.save === "svg") save(name, "image/svg+xml", new XMLSerializer().serializeToString(whole(figure)));
    if (button.dataset.save === "csv") save(name, "text/csv", numbers(figure));
    if (button.dataset.save === "png") picture(figure, name);
    button.closest("details").open = false;
  }));

  // Tables: a click on a heading sorts by its column, a second one the other way.
  all(".sortable th").forEach(head => {
    head.tabIndex = 0;
    const sort = () => {
      const table = head.closest("table");
      const column = head.cellIndex;
      const sign = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      all("th", table).forEach(other => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
      const text = row => row.cells[column].textContent;
      const key = row => {
        const v = row.cells[column].classList.contains("number")
          ? Number.parseFloat(row.cells[column].dataset.v ?? text(row).replaceAll("\u2212", "-").replace("∞", "Infinity")) : NaN;
        return Number.isNaN(v) ? null : v;
      };
      const order = (a, b) => {
        const [x, y] = [key(a), key(b)];
        if (x !== null && y !== null) return sign * (x - y);
        if (x !== null || y !== null) return x === null ? 1 : -1;
        return sign * text(a).localeCompare(text(b), "en", { numeric: true });
      };
      table.tBodies[0].append(...[...table.tBodies[0].rows].sort(order));
    };
    head.addEventListener("click", sort);
    head.addEventListener("keydown", event => { if (event.key === "Enter") sort(); });
  });
})();
