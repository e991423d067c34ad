/** Where `handoff` begins. What Node has compiled once it reads again: a start takes half the work. */
import { enableCompileCache } from 'node:module';

enableCompileCache();
await import('./program.ts');
