export type { FaultInput } from './faults.ts';
export type { JournalEntry, JournalOutcome } from './journal.ts';
export { type Permission, permissions } from './permissions.ts';
export type { Seed } from './seed.ts';
export { type Emulator, type EmulatorOptions, startEmulator } from './server.ts';
