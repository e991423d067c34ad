import type { Plot } from './outcome.ts';

const width = 640;
const height = 400;
const inner = { left: 70, right: 20, top: 40, bottom: 90 };
const colours = ['#2563eb', '#ea580c', '#16a34a', '#9333ea', '#64748b'];

/** A line chart on two logarithmic axes: what grows with its size is straight, and as steep as its power. */
export function plotAsSvg({ title, x, y, series }: Plot): string {
  const points = series.flatMap((one) => one.points);
  const across = axisOf(points.map(([at]) => at));
  const up = axisOf(points.map(([, value]) => value));
  const left = (value: number) => inner.left + across.place(value) * (width - inner.left - inner.right);
  const top = (value: number) => height - inner.bottom - up.place(value) * (height - inner.top - inner.bottom);
  const bottom = height - inner.bottom;
  const ticksAcross = across.ticks.map((tick) => {
    const at = left(tick);
    const line = `<path d="M${at.toFixed(1)} ${inner.top}V${bottom}" stroke="#e5e7eb"/>`;
    return line + text(short(tick), { at: [at, bottom + 18], anchor: 'middle' });
  });
  const ticksUp = up.ticks.map((tick) => {
    const at = top(tick);
    const line = `<path d="M${inner.left} ${at.toFixed(1)}H${width - inner.right}" stroke="#e5e7eb"/>`;
    return line + text(short(tick), { at: [inner.left - 8, at + 4], anchor: 'end' });
  });
  const lines = series.map((one, index) => {
    const colour = colours[index % colours.length];
    const path = one.points.map(([at, value]) => `${left(at).toFixed(1)} ${top(value).toFixed(1)}`);
    const dots = one.points.map(
      ([at, value]) => `<circle cx="${left(at).toFixed(1)}" cy="${top(value).toFixed(1)}" r="3.5" fill="${colour}"/>`,
    );
    const column = inner.left + (index % 2) * 270;
    const legend = height - 28 + Math.floor(index / 2) * 16;
    return `<path d="M${path.join('L')}" fill="none" stroke="${colour}" stroke-width="2"/>${dots.join('')}
<rect x="${column}" y="${legend - 9}" width="10" height="10" fill="${colour}"/>${text(one.name, { at: [column + 16, legend], anchor: 'start' })}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">
<rect width="${width}" height="${height}" fill="#fff"/>
${text(`${title} (${y})`, { at: [inner.left, 22], anchor: 'start' })}
${text(x, { at: [width - inner.right, bottom + 38], anchor: 'end' })}
${[...ticksAcross, ...ticksUp, ...lines].join('\n')}
</svg>
`;
}

/** From one power of ten to another. */
function axisOf(values: readonly number[]) {
  const logs = values.filter((value) => value > 0).map(Math.log10);
  const from = Math.floor(Math.min(...logs));
  const to = Math.max(Math.ceil(Math.max(...logs)), from + 1);
  const ticks = Array.from({ length: to - from + 1 }, (_, index) => 10 ** (from + index));
  return { ticks, place: (value: number) => (Math.log10(Math.max(value, 10 ** from)) - from) / (to - from) };
}

function short(value: number): string {
  return value >= 1e6 ? `${value / 1e6}M` : value >= 1e3 ? `${value / 1e3}k` : String(Number(value.toPrecision(3)));
}

type Words = { readonly at: readonly [number, number]; readonly anchor: 'start' | 'middle' | 'end' };

function text(words: string, { at: [x, y], anchor }: Words): string {
  const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" fill="#111827">${escaped}</text>`;
}
