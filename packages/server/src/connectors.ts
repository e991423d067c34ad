// The connectors of this server: one line each.
export { ashby } from '@handoff/ats-ashby';
