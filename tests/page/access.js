// What a person could not read, reach or hit on the screen that is shown now.
(smallestTarget) => {
  const all = (selector) =>
    [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  const brief = (element) => element.outerHTML.slice(0, 100);

  const named = (one) =>
    one.ariaLabel ||
    one.innerText?.trim() ||
    one.labels?.length ||
    one.hasAttribute("aria-labelledby");
  const unnamed = all(
    "button, a[href], input, select, textarea, summary, canvas, svg, [role=meter]",
  )
    .filter((one) => !one.closest("[aria-hidden=true]"))
    .filter((one) => !named(one) && !one.closest("summary"))
    .map(brief);

  const small = all("button, select, summary, textarea, input, a[href]:not(.skip)")
    .map((one) => one.closest("label") ?? one)
    .map((one) => ({ html: brief(one), ...one.getBoundingClientRect().toJSON() }))
    .filter(({ width, height }) => Math.min(width, height) < smallestTarget - 0.5)
    .map(({ width, height, html }) => `${Math.round(width)}x${Math.round(height)} ${html}`);

  const pixel = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    pixel.clearRect(0, 0, 1, 1);
    pixel.fillStyle = colour;
    pixel.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = pixel.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = (top, under) =>
    under.map((value, index) => top[index] * top[3] + value * (1 - top[3]));
  const luminance = (colour) => {
    const [red, green, blue] = colour.map((value) => {
      const share = value / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = (element) => {
    const layers = [];
    for (let one = element; one; one = one.parentElement)
      layers.unshift(getComputedStyle(one).backgroundColor);
    return layers.map(rgba).reduce((under, top) => over(top, under), [255, 255, 255]);
  };
  const faint = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    const words = texts.currentNode.textContent.trim();
    if (!words || !element.checkVisibility({ opacityProperty: true })) continue;
    if (element.closest(".visually-hidden, .skip, :disabled, svg, noscript, option")) continue;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    const behind = ground(element);
    const [dark, light] = [luminance(behind), luminance(over(rgba(style.color), behind))].sort(
      (a, b) => a - b,
    );
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < (large ? 3 : 4.5)) faint.push(`${ratio.toFixed(2)} ${words.slice(0, 40)}`);
  }

  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  return {
    unnamed,
    small,
    faint,
    repeatedIds: ids.filter((id, index) => ids.indexOf(id) !== index),
    sideways: Math.max(
      0,
      document.documentElement.scrollWidth - document.documentElement.clientWidth,
    ),
    headings: all("main h1, main h2, main h3").map((one) => Number(one.tagName[1])),
  };
};
