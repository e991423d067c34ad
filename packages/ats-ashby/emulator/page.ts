import { html, raw } from 'hono/html';
import type { Collection } from './collection.ts';
import type { Control } from './control.ts';
import type { JournalEntry } from './journal.ts';
import { pageStyle } from './page-style.ts';
import type { Parts } from './parts.ts';
import { addressesOf, type State } from './state.ts';
import { unknowns as possible } from './unknowns.ts';
import { applicationView } from './view.ts';

const shown = 25;

/** Takes the page's content anew while somebody looks at it. */
const refresh = `
setInterval(async () => {
  if (document.hidden || getSelection().type === 'Range') return;
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok) return;
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
  document.querySelector('main').replaceWith(next.querySelector('main'));
}, 2000);
`;

/** What is inside, for a person: the newest first, and how to move it. */
export function insidePage(parts: Parts, controls: readonly Control[]) {
  const { store, journal } = parts;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Inside the Ashby emulator</title>
<style>${raw(pageStyle)}</style>
</head>
<body>
<main>
<h1>Inside the Ashby emulator</h1>
<p>An organisation of nobody’s. The whole of it: <a href="/_emulator/state">state</a>, <a href="/_emulator/journal">journal</a>.</p>
${counts(store.state, journal.count())}
${section('Calls', ['At', 'Operation', 'Key', 'Answer'], journal.latest(shown).map(callRow))}
${section('Candidates', ['Name', 'Addresses', 'Created', 'Applications'], newest(store.state.candidates).map(personRow(store.state)))}
${section('Applications', ['Candidate', 'Job', 'Stage'], newest(store.state.applications).map(applicationRow(store.state)))}
${section(
  'Jobs',
  ['Title', 'Status', ''],
  newest(store.state.jobs).map(({ title, status, confidential }) => [
    title,
    status,
    confidential ? 'confidential' : '',
  ]),
)}
${section(
  'Webhooks',
  ['Event', 'Address', ''],
  newest(store.state.webhooks).map(({ webhookType, requestUrl, enabled }) => [
    webhookType,
    requestUrl,
    enabled ? 'on' : 'off',
  ]),
)}
${section(
  'Planned faults',
  ['Operation', 'What', 'When', 'Times'],
  parts.faults.list().map(({ operation, what, when, times }) => [operation, what, when, times]),
)}
${section(
  'Where nobody knows what Ashby does',
  ['', 'Now', 'Possible'],
  Object.entries(possible).map(([name, values]) => [
    name,
    parts.unknowns.current[name as keyof typeof possible],
    values.join(', '),
  ]),
)}
${section(
  'To move it, by POST under /_emulator',
  ['', ''],
  controls.map(({ path, says }) => [html`<code>${path}</code>`, says]),
)}
</main>
<script>${raw(refresh)}</script>
</body>
</html>`;
}

type Markup = ReturnType<typeof html>;
type Cell = string | number | Markup;

function counts(state: State, calls: number): Markup {
  const { candidates, applications, jobs, notes, emails } = state;
  const all = { Candidates: candidates, Applications: applications, Jobs: jobs, Notes: notes, Emails: emails };
  const sizes = [...Object.entries(all).map(([name, { size }]) => [name, size] as const), ['Calls', calls] as const];
  return html`<dl>${sizes.map(([name, size]) => html`<div><dt>${name}</dt><dd>${size.toLocaleString('en')}</dd></div>`)}</dl>`;
}

/** Left out where it has nothing to show. */
function section(title: string, heads: readonly string[], rows: readonly (readonly Cell[])[]): Markup | '' {
  if (rows.length === 0) return '';
  const head = heads.some((text) => text !== '') ? html`<tr>${heads.map((text) => html`<th>${text}</th>`)}</tr>` : '';
  return html`<h2>${title}</h2><div class="scroll"><table>${head}
${rows.map((cells) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>\n`)}</table></div>`;
}

function newest<T>(collection: Collection<T>): readonly T[] {
  return collection.newest(shown).map(({ record }) => record);
}

function time(iso: string): Markup {
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')}</time>`;
}

function callRow({ at, operation, key, outcome, fault }: JournalEntry): readonly Cell[] {
  const answer = [outcome.status || 'none', outcome.code, fault && `planned: ${fault}`].filter(Boolean).join(' · ');
  return [
    time(at),
    html`<code>${operation}</code>`,
    html`<code class="quiet">${key === null ? '' : `…${key}`}</code>`,
    html`<span class="${outcome.success && fault === undefined ? 'good' : 'bad'}">${answer}</span>`,
  ];
}

function personRow(state: State) {
  return (candidate: Parameters<typeof addressesOf>[0]): readonly Cell[] => [
    candidate.name,
    addressesOf(candidate).join(', '),
    time(candidate.createdAt),
    state.applicationsByCandidate.idsOf(candidate.id).length,
  ];
}

function applicationRow(state: State) {
  return (application: Parameters<typeof applicationView>[1]): readonly Cell[] => {
    const { candidate, job, currentInterviewStage } = applicationView(state, application);
    return [candidate.name, job.title, currentInterviewStage.title];
  };
}
