/** A process that owns an embedded PostgreSQL, for tests that kill it. */
import { startEmbedded } from '../../src/database/embedded.ts';

const { url } = await startEmbedded({ folder: process.argv[2] ?? '', durability: 'FAST' });
process.send?.({ url });
// Stays for as long as the test does.
process.channel?.ref();
