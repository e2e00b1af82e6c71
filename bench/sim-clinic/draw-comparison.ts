import type { PolicyMeasure } from './measure.ts';

const COLOURS = ['#0f766e', '#c2410c', '#64748b', '#7c3aed'];
const LEFT = 66;
const TOP = 84;
const PANEL = { width: 900, height: 230, gap: 70 };

/** One panel a scenario: the 90th percentile as a bar, the median as a dot on it, for every class and policy. */
export function drawComparison(scenarios: readonly { name: string; measures: readonly PolicyMeasure[] }[]): string {
  const height = TOP + scenarios.length * (PANEL.height + PANEL.gap);
  const width = LEFT + PANEL.width + 20;
  const policies = scenarios[0]?.measures.map((measure) => measure.policy) ?? [];
  const legend = policies.map((policy, i) => {
    const x = LEFT + i * 225;
    return `<rect x="${x}" y="14" width="14" height="14" rx="2" fill="${COLOURS[i]}"/><text x="${x + 20}" y="26">${policy}</text>`;
  });
  const panels = scenarios.map((scenario, i) => drawPanel(scenario, TOP + i * (PANEL.height + PANEL.gap)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="13" fill="#0f172a">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...legend,
    `<text x="${LEFT}" y="52" fill="#475569">Bar: nine in ten wait no longer. Dot: half wait no longer. “booked” came by appointment, the rest walked in.</text>`,
    ...panels,
    '</svg>',
  ].join('\n');
}

function drawPanel(scenario: { name: string; measures: readonly PolicyMeasure[] }, top: number): string {
  const groups = scenario.measures[0]?.groups.map((group) => group.group) ?? [];
  const highest = Math.max(...scenario.measures.flatMap((measure) => measure.groups.map((group) => group.p90)));
  const step = [5, 10, 20, 30, 60, 120].find((each) => highest / each <= 6) ?? 240;
  const scale = (PANEL.height - 40) / (Math.ceil(highest / step) * step);
  const base = top + PANEL.height;
  const parts = [`<text x="${LEFT}" y="${top + 8}" font-weight="600">${scenario.name}</text>`];
  for (let minutes = 0; minutes <= Math.ceil(highest / step) * step; minutes += step) {
    const y = (base - minutes * scale).toFixed(1);
    parts.push(
      `<line x1="${LEFT}" x2="${LEFT + PANEL.width}" y1="${y}" y2="${y}" stroke="#e2e8f0"/>`,
      `<text x="${LEFT - 8}" y="${y}" dy="4" text-anchor="end" fill="#475569">${minutes} min</text>`,
    );
  }
  const slot = PANEL.width / groups.length;
  const bar = (slot - 28) / scenario.measures.length;
  groups.forEach((group, g) => {
    const left = LEFT + g * slot + 14;
    parts.push(`<text x="${left + (slot - 28) / 2}" y="${base + 20}" text-anchor="middle">${group}</text>`);
    scenario.measures.forEach((measure, p) => {
      const own = measure.groups[g];
      if (!own) return;
      const x = left + p * bar;
      const tall = Math.max(1, own.p90 * scale);
      parts.push(
        `<rect x="${(x + 1).toFixed(1)}" y="${(base - tall).toFixed(1)}" width="${(bar - 2).toFixed(1)}" height="${tall.toFixed(1)}" rx="2" fill="${COLOURS[p]}"><title>${measure.policy}, ${group}: median ${own.median.toFixed(0)}, P90 ${own.p90.toFixed(0)}, longest ${own.max.toFixed(0)} min</title></rect>`,
        `<circle cx="${(x + bar / 2).toFixed(1)}" cy="${(base - own.median * scale).toFixed(1)}" r="3.5" fill="#ffffff" stroke="#0f172a"/>`,
      );
    });
  });
  return parts.join('\n');
}
