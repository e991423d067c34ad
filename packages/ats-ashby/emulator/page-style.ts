/** Plain, in the colours of whoever looks. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --ink: light-dark(#1f2430, #e4e6ec);
  --quiet: light-dark(#5a6172, #a3aabb);
  --line: light-dark(#e3e6ec, #2f3542);
  --ground: light-dark(#fafbfc, #14171d);
  --card: light-dark(#ffffff, #1b1f27);
  --good: light-dark(#1c7c4a, #62c88f);
  --bad: light-dark(#b3261e, #ff8a80);
  --accent: light-dark(#3f4fbf, #9aa7ff);
  font: 14px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
  color: var(--ink);
  background: var(--ground);
}
body { margin: 0 auto; max-width: 72rem; padding: 2.5rem 1.5rem 4rem; }
a { color: var(--accent); }
h1 { font-size: 1.6rem; font-weight: 650; margin: 0 0 .25rem; }
h2 { font-size: 1rem; font-weight: 650; margin: 2.25rem 0 .5rem; }
p { margin: 0; color: var(--quiet); }
code { font: 12.5px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: .75rem; margin: 1.5rem 0 0; }
dl > div { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .6rem .9rem; }
dt { color: var(--quiet); }
dd { margin: 0; font-size: 1.4rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .4rem .9rem; border-top: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
tr:first-child > * { border-top: 0; }
th { color: var(--quiet); font-weight: 500; white-space: nowrap; }
time { white-space: nowrap; font-variant-numeric: tabular-nums; }
.good { color: var(--good); }
.bad { color: var(--bad); }
.quiet { color: var(--quiet); }
`;
