/** The product as it is started for people, with one more connector, that the page has never heard of. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { referenceAts } from '@handoff/core/reference-ats';
import { explain, startProduct } from '../../demo/product.ts';
import { runUntilStopped } from '../../demo/until-stopped.ts';
import * as registered from '../../src/connectors.ts';
import { hostReferenceAts } from './reference-host.ts';

await runUntilStopped(async (keep) => {
  const host = await hostReferenceAts();
  keep(host);
  await writeFile(join(process.env.HANDOFF_FOLDER ?? '', 'reference.json'), JSON.stringify(host.credential));
  const connectors = { ...registered, referenceAts };
  await startProduct(keep, { connectors, connectorUrls: [`reference=${host.url}`] });
}, explain);
