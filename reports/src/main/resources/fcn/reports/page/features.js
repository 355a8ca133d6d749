"use strict";
(() => {
  const TOP = 252, NOT_FINITE = 253, CONSTANT = 254, GAP = 255;
  const {maps, blobs} = JSON.parse(document.getElementById("data").textContent);
  const colors = document.getElementById("colors"), scale = document.getElementById("scale");
  const rgba = (rgb) => (0xff000000 | (rgb & 255) << 16 | rgb & 0xff00 | rgb >> 16) >>> 0;
  const tables = Object.fromEntries(Object.entries(maps).map(([name, hex]) =>
    [name, hex.match(/.{6}/g).map((color) => rgba(parseInt(color, 16)))]));
  const text = (value) => value === null ? "none" : value === 0 ? "0" :
    Math.abs(value) >= 1e-3 && Math.abs(value) < 1e5 ? String(Number(value.toPrecision(4))) : value.toExponential(2);

  const chosenMap = (blob) => colors.value !== "by sign" ? colors.value : blob.min < 0 && blob.max > 0 ? "diverging" : "viridis";
  const isCommon = (blob) => scale.value === "common" || blob.single;
  const ends = (least, greatest, signed) => {
    const most = Math.max(Math.abs(least), Math.abs(greatest));
    return signed ? [-most, most] : [least, greatest];
  };

  /* What a level of a map was, before it was scaled. */
  const valueOf = (level, [, min, max]) => min + (max - min) * Math.min(level, TOP) / TOP;

  /* The colour of each level of a map. */
  function palette(blob, channel) {
    const map = chosenMap(blob), table = tables[map];
    const [least, greatest] = isCommon(blob) ? [blob.min, blob.max] : [channel[1], channel[2]];
    const [low, high] = ends(least, greatest, map === "diverging");
    const result = new Uint32Array(256);
    for (let level = 0; level <= CONSTANT; level++) {
      const value = level === CONSTANT ? channel[1] : valueOf(level, channel);
      result[level] = table[Math.round(255 * Math.min(1, Math.max(0, (value - low) / (high - low)))) || 0];
    }
    result[NOT_FINITE] = rgba(0xff00ff);
    if (least === greatest) {
      result.fill(rgba(0x8a6d4f), 0, NOT_FINITE);
      result[CONSTANT] = rgba(0x8a6d4f);
    }
    return result;
  }

  function pane(blob, panel) {
    const grid = panel.querySelector(".grid"), image = grid.querySelector("img");
    const width = image.naturalWidth, height = image.naturalHeight;
    const canvas = document.createElement("canvas"), box = document.createElement("div");
    canvas.width = width;
    canvas.height = height;
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", image.alt);
    const enlarged = Math.min(8, Math.floor(960 / width));
    canvas.style.width = width * Math.max(1, enlarged) + "px";
    canvas.style.imageRendering = enlarged > 1 ? "pixelated" : "auto";
    box.className = "box";
    box.hidden = true;
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const levels = context.getImageData(0, 0, width, height).data.filter((_, i) => i % 4 === 0);
    const {columns, tileHeight, tileWidth, channels, shrink} = blob;
    const place = (i) => [i % columns * (tileWidth + 1), Math.floor(i / columns) * (tileHeight + 1)];

    function paint() {
      const picture = context.createImageData(width, height), pixels = new Uint32Array(picture.data.buffer);
      channels.forEach((channel, i) => {
        const [left, top] = place(i), palette_ = palette(blob, channel);
        for (let y = top; y < top + tileHeight; y++) {
          for (let p = y * width + left, end = p + tileWidth; p < end; p++) {
            pixels[p] = palette_[levels[p]];
          }
        }
      });
      context.putImageData(picture, 0, 0);
      legend();
    }

    function legend() {
      const map = chosenMap(blob), stops = Array.from({length: 17}, (_, i) => "#" + maps[map].substr(Math.min(255, i * 16) * 6, 6));
      const [low, high] = ends(blob.min, blob.max, map === "diverging");
      panel.querySelector(".ramp").style.background = `linear-gradient(to right, ${stops.join(", ")})`;
      panel.querySelector(".low").textContent = isCommon(blob) ? text(low) : map === "diverging" ? "− its largest" : "its least";
      panel.querySelector(".high").textContent = isCommon(blob) ? text(high) : map === "diverging" ? "+ its largest" : "its greatest";
      panel.querySelector(".scale").hidden = false;
    }

    const inspect = panel.querySelector(".inspect"), zoom = inspect.querySelector("canvas");
    const number = inspect.querySelector("input"), output = inspect.querySelector("output");
    let chosen = -1;
    function show(i, x, y) {
      const [left, top] = place(i), channel = channels[i], factor = canvas.clientWidth / width;
      chosen = i;
      Object.assign(box.style, {left: left * factor - 2 + "px", top: top * factor - 2 + "px",
        width: tileWidth * factor + 4 + "px", height: tileHeight * factor + 4 + "px"});
      box.hidden = false;
      zoom.style.display = "block";
      zoom.width = tileWidth;
      zoom.height = tileHeight;
      zoom.getContext("2d").drawImage(canvas, -left, -top);
      let says = `Map ${channel[0]}: ${text(channel[1])} to ${text(channel[2])}, mean ${text(channel[3])}, ` +
        `deviation ${text(channel[4])}, zeros ${(100 * channel[5]).toFixed(1)}%` +
        (channel[5] === 1 ? "; dead" : channel[1] === channel[2] ? "; constant" : "");
      if (x !== undefined) {
        const level = levels[(top + y) * width + left + x];
        const value = level === NOT_FINITE ? "not finite" :
          (channel[1] === channel[2] ? "" : "about ") + text(level === CONSTANT ? channel[1] : valueOf(level, channel));
        const at = (k) => shrink === 1 ? k : `${k * shrink}…`;
        says += `. Row ${at(y)}, column ${at(x)}: ${value}`;
      }
      output.textContent = says + ".";
    }
    canvas.addEventListener("pointermove", point);
    canvas.addEventListener("pointerdown", point);
    function point(event) {
      const factor = width / canvas.clientWidth;
      const px = Math.floor(event.offsetX * factor), py = Math.floor(event.offsetY * factor);
      const i = Math.floor(py / (tileHeight + 1)) * columns + Math.floor(px / (tileWidth + 1));
      const x = px % (tileWidth + 1), y = py % (tileHeight + 1);
      if (i >= 0 && i < channels.length && px >= 0 && x < tileWidth && y < tileHeight) {
        number.value = channels[i][0];
        show(i, x, y);
      }
    }
    number.addEventListener("input", () => {
      const i = channels.findIndex((channel) => channel[0] === Number(number.value));
      if (number.value !== "" && i >= 0) {
        show(i);
      } else {
        box.hidden = true;
        output.textContent = number.value === "" ? "Point at a map, or type its index." : `Map ${number.value} is not shown here.`;
      }
    });
    addEventListener("resize", () => chosen >= 0 && !box.hidden && show(chosen));
    inspect.hidden = false;
    paint();
    image.replaceWith(canvas);
    grid.append(box);
    return () => {
      paint();
      if (chosen >= 0 && !box.hidden) {
        show(chosen);
      }
    };
  }

  const panels = [...document.querySelectorAll(".panel")];
  Promise.all(panels.map((panel) => panel.querySelector("img").decode())).then(() => {
    const paints = blobs.map((blob, i) => pane(blob, panels[i]));
    document.querySelector(".controls").hidden = false;
    for (const control of [colors, scale]) {
      control.addEventListener("change", () => paints.forEach((paint) => paint()));
    }
    document.documentElement.dataset.ready = "true";
  });
})();
