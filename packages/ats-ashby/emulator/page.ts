import { html, raw } from 'hono/html';
import type { Parts } from './parts.ts';
import { addressesOf } from './state.ts';
import { applicationView, candidateView } from './view.ts';

const shown = 50;

const style = raw(`<style>
  :root { color-scheme: light dark; font: 14px/1.5 system-ui, sans-serif; }
  body { margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
  table { border-collapse: collapse; width: 100%; margin-bottom: 2rem; }
  th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid color-mix(in srgb, currentColor 15%, transparent); }
  td { overflow-wrap: anywhere; } code { font-size: 12px; }
</style>`);

/** What is inside, for a person: newest first. Reloads itself. */
export function insidePage({ store, journal, unknowns }: Parts) {
  const { state } = store;
  const newest = <T>(entries: Iterable<{ readonly record: T }>) =>
    [...entries]
      .slice(-shown)
      .reverse()
      .map(({ record }) => record);
  const candidates = newest(state.candidates.values());
  const applications = newest(state.applications.values()).map((one) => applicationView(state, one));
  const calls = journal.latest(shown).toReversed();
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Inside the emulator</title><meta http-equiv="refresh" content="3">${style}</head>
<body>
<h1>Inside the emulator</h1>
<p>${state.candidates.size} candidates · ${state.applications.size} applications · ${state.jobs.size} jobs ·
${state.notes.size} notes · ${state.emails.size} emails · ${state.webhooks.size} webhooks · ${journal.count()} calls</p>
<p>Where nobody knows what Ashby does: ${Object.entries(unknowns.current).map(([name, value]) => html`<code>${name} ${value}</code> `)}</p>
<h2>Calls</h2>
<table><tr><th>at</th><th>operation</th><th>key</th><th>answer</th></tr>
${calls.map(
  (call) => html`<tr><td>${call.at}</td><td>${call.operation}</td><td>…${call.key ?? ''}</td>
<td>${call.outcome.status} ${call.outcome.code ?? ''} ${call.fault ?? ''}</td></tr>`,
)}</table>
<h2>Candidates</h2>
<table><tr><th>name</th><th>emails</th><th>created</th><th>applications</th></tr>
${candidates.map(
  (one) => html`<tr><td>${one.name}</td><td>${addressesOf(one).join(', ')}</td><td>${one.createdAt}</td>
<td>${candidateView(state, one).applicationIds.length}</td></tr>`,
)}</table>
<h2>Applications</h2>
<table><tr><th>candidate</th><th>job</th><th>stage</th></tr>
${applications.map(
  (one) => html`<tr><td>${one.candidate.name}</td><td>${one.job.title}</td>
<td>${one.currentInterviewStage.title}</td></tr>`,
)}</table>
</body></html>`;
}
