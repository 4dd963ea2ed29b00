// Colours that can be read, whatever colour a host page asks for. Ratios are those of WCAG 2.

export const TEXT = 4.5; // the least contrast of words
const WHITE = [255, 255, 255];
const BLACK = [0, 0, 0];

/** A CSS colour as [red, green, blue] from 0 to 255 and its opacity from 0 to 1; null where it is none. */
export function rgbOf(colour) {
  if (!CSS.supports("color", colour)) return null;
  const probe = document.createElement("span");
  probe.style.color = colour;
  probe.style.color = `color-mix(in srgb, ${colour}, ${colour})`; // resolves oklch() and the like, where known
  document.documentElement.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  const scale = found.startsWith("color(") ? 255 : 1;
  const [red, green, blue, opacity = 1] = found.replace(/^color\(srgb/, "").match(/-?[\d.]+(?:e-?\d+)?/g)?.map(Number) ?? [];
  return blue === undefined ? null : { rgb: [red, green, blue].map((each) => each * scale), opacity };
}

const blend = (from, to, share) => from.map((each, i) => each + (to[i] - each) * share);

function luminance(rgb) {
  const [red, green, blue] = rgb.map((each) => {
    const part = Math.min(Math.max(each / 255, 0), 1);
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Black or white, whichever is read better on this ground; one of them always has a contrast of 4.5. */
export const inkOn = (ground) => (contrast(ground, WHITE) >= contrast(ground, BLACK) ? WHITE : BLACK);

/** The colour itself, or as little darkened or lightened as it takes to be read as text on all of these grounds. */
export function readable(colour, grounds) {
  const towards = inkOn(grounds[0]);
  for (let share = 0; share < 1; share += 0.05) {
    const tried = blend(colour, towards, share);
    if (grounds.every((ground) => contrast(tried, ground) >= TEXT)) return tried;
  }
  return towards;
}

export const css = (rgb) => `rgb(${rgb.map(Math.round).join(", ")})`;

/** An accent colour over a ground: how it fills, what is written on it, and how it is written in; null where it is none. */
export function accentOf(colour, grounds) {
  const found = rgbOf(colour);
  if (!found) return null;
  const fill = blend(grounds[0], found.rgb, found.opacity);
  return { fill: css(fill), ink: css(inkOn(fill)), link: css(readable(fill, grounds)) };
}
