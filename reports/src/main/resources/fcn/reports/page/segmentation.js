"use strict";
(() => {
  const {names, colors, confidence} = JSON.parse(document.getElementById("data").textContent);
  const labelOf = new Map(colors.map((color, label) => [color, label]));
  const levelOf = new Map(confidence.match(/.{6}/g).map((color, level) => [parseInt(color, 16), level]));

  /* A picture's pixels as 0xRRGGBB, 0 where it is transparent. */
  async function pixels(element) {
    const image = new Image();
    image.src = element.getAttribute("href");
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const data = context.getImageData(0, 0, canvas.width, canvas.height).data;
    const values = new Int32Array(canvas.width * canvas.height);
    for (let i = 0; i < values.length; i++) {
      values[i] = data[4 * i + 3] === 0 ? 0 : data[4 * i] << 16 | data[4 * i + 1] << 8 | data[4 * i + 2];
    }
    return {width: canvas.width, height: canvas.height, values};
  }

  /* The labels again, without those that were unchecked. */
  function only({width, height, values}, shown) {
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext("2d"), picture = context.createImageData(width, height);
    values.forEach((color, i) => {
      const label = labelOf.get(color);
      if (label > 0 && shown.has(label)) {
        picture.data.set([color >> 16, color >> 8 & 255, color & 255, 255], 4 * i);
      }
    });
    context.putImageData(picture, 0, 0);
    return canvas.toDataURL();
  }

  async function panel(side) {
    const article = side.closest("article"), readout = article.querySelector(".readout");
    const element = side.querySelector("[id^=labels-]");
    const labels = await pixels(element), margins = await pixels(side.querySelector(".confidence"));
    const boxes = [...article.querySelectorAll("input[data-label]")];
    readout.hidden = false;
    for (const box of boxes) {
      box.hidden = false;
      box.addEventListener("change", () => element.setAttribute("href", only(labels,
        new Set(boxes.filter((other) => other.checked).map((other) => Number(other.dataset.label))))));
    }
    function point(event) {
      const frame = event.currentTarget.getBoundingClientRect();
      const x = Math.floor((event.clientX - frame.left) / frame.width * labels.width);
      const y = Math.floor((event.clientY - frame.top) / frame.height * labels.height);
      if (x >= 0 && y >= 0 && x < labels.width && y < labels.height) {
        const at = y * labels.width + x, level = levelOf.get(margins.values[at]);
        readout.textContent = `Row ${y}, column ${x}: ${names[labelOf.get(labels.values[at])]}, confidence ${(level / 255).toFixed(2)}.`;
      }
    }
    for (const svg of side.querySelectorAll("svg")) {
      svg.addEventListener("pointermove", point);
      svg.addEventListener("pointerdown", point);
    }
  }

  const opacity = document.getElementById("opacity");
  opacity.addEventListener("input", () => document.body.style.setProperty("--over", opacity.value / 100));
  document.querySelector(".controls").hidden = false;
  Promise.all([...document.querySelectorAll(".side")].map(panel)).then(() => {
    document.documentElement.dataset.ready = "true";
  });
})();
