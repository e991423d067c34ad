import type { Page } from 'playwright-core';
import { addPerson, makeKey, planFault, revokeKey } from './ats.ts';
import { connectAshby, openJobs, startRun } from './integration.ts';
import { signedInPage } from './open-page.ts';
import { addContact, addContacts, addFewLeft, addSequence, changeSequence } from './outreach.ts';
import type { Product } from './product.ts';
import { take } from './take.ts';

/** What a person sees only sometimes: what waits for them, what failed, what they may not, what cannot be reached. */
export async function takeStates(page: Page, product: Product): Promise<void> {
  const integrationId = await connectAshby(product, { mode: 'ON_ADDED', defaultJobId: null });
  await takeHeld(page, product);
  await takeFailures(page, product);
  await takeCommand(page);
  await takeToken(page, product);
  await takeGuard(page, product, integrationId);
  await takeDialogs(page, product, integrationId);
  await takeReadOnly(page, product, integrationId);
  await takeOut(page, product);
  await takeRevoked(page, product);
}

async function takeHeld(page: Page, product: Product): Promise<void> {
  const person = { name: 'Early Bird', email: 'early.bird@new.example' };
  await addPerson(product, person);
  await addContact(product, person);
  await page.goto(`${product.page}/contacts?state=EXISTS`);
  await page.getByRole('row').filter({ hasText: person.name }).getByRole('button').first().click();
  await page.getByRole('button', { name: 'Link to this person' }).waitFor();
  await take(page, 'why-exists');
  await page.getByRole('button', { name: 'Erase this person…' }).click();
  await page.getByRole('dialog', { name: 'Erase Early Bird?' }).waitFor();
  await take(page, 'erase');
}

async function takeFailures(page: Page, product: Product): Promise<void> {
  const sequenceId = await addFewLeft(product, 'Data engineers');
  const refused = { status: 200, body: JSON.stringify({ success: false, errors: ['invalid_input'] }) };
  await planFault(product, { operation: 'candidate.create', what: 'reply', reply: refused, times: 3 });
  await page.goto(`${product.page}/runs/${await startRun(product, { sequenceId })}`);
  await page.getByRole('button', { name: 'Retry these 3' }).waitFor();
  await page.getByText('Done', { exact: true }).waitFor();
  await take(page, 'run-failures');
  await page.getByRole('link', { name: /^Show all with this cause/ }).click();
  await page.getByRole('button', { name: /^Show others than/ }).waitFor();
  await take(page, 'contacts-cause');
}

async function takeCommand(page: Page): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.getByRole('textbox', { name: 'Find people, sequences, screens…' }).fill('Dana');
  await page.getByRole('dialog').getByText('dana.okafor@new.example').waitFor();
  await take(page, 'command');
  await page.keyboard.press('Escape');
}

async function takeToken(page: Page, product: Product): Promise<void> {
  await page.goto(`${product.page}/developers`);
  await page.getByRole('textbox', { name: 'What it is for' }).fill('Nightly import');
  await page.getByRole('button', { name: 'Make a token' }).click();
  await page.getByText('Copy the token now').waitFor();
  await take(page, 'token');
}

async function takeGuard(page: Page, product: Product, integrationId: string): Promise<void> {
  const sequenceId = await addSequence(product, 'Engineering managers');
  await addContacts(
    product,
    ['Jo Field', 'Ida Stern', 'Max Holm'].map((name) => ({ name, email: `${name.split(' ')[0]}@guard.example` })),
    'Engineering managers',
  );
  await startRun(product, { sequenceId });
  await page.goto(`${product.page}/contacts?sequence=${encodeURIComponent(sequenceId)}&state=SYNCED`);
  await page.getByText('Synced', { exact: true }).nth(2).waitFor();
  const [job] = await openJobs(product, integrationId);
  await changeSequence(product, { sequenceId, jobSelection: 'JOB', jobId: job?.id });
  await page.goto(`${product.page}/sequences/${encodeURIComponent(sequenceId)}`);
  await page.getByRole('button', { name: /^Assign this job/ }).waitFor();
  await take(page, 'sequence-guard');
}

async function takeDialogs(page: Page, product: Product, integrationId: string): Promise<void> {
  for (const name of ['Replace key', 'Disconnect']) {
    await page.goto(`${product.page}/integrations/${encodeURIComponent(integrationId)}`);
    await page.getByRole('button', { name }).click();
    await page.getByRole('dialog').waitFor();
    await take(page, name.toLowerCase().replace(' ', '-'));
  }
}

async function takeReadOnly(page: Page, product: Product, integrationId: string): Promise<void> {
  const browser = page.context().browser();
  if (!browser) return;
  const member = await signedInPage(browser, product.signInAsMember);
  await take(member, 'read-only-integrations');
  await member.goto(`${product.page}/integrations/${encodeURIComponent(integrationId)}`);
  await member.getByText('You can look, not change').waitFor();
  await take(member, 'read-only-settings');
  await member.goto(`${product.page}/health`);
  await member.getByText('Who changed what is not shown to you').waitFor();
  await take(member, 'read-only-health');
  await member.close();
}

async function takeOut(page: Page, product: Product): Promise<void> {
  await page.goto(`${product.page}/sequences`);
  await page.getByRole('link', { name: 'Product designers' }).waitFor();
  await page.context().setOffline(true);
  await page.getByText(/^Your device went offline/).waitFor();
  await take(page, 'offline');
  await page.getByRole('link', { name: 'Health and audit' }).click();
  await page.getByText('This could not be loaded').first().waitFor();
  await take(page, 'error');
  await page.context().setOffline(false);
}

async function takeRevoked(page: Page, product: Product): Promise<void> {
  await makeKey(product, null);
  await revokeKey(product, product.emulatorApiKey);
  await addContact(product, { name: 'Wanda Waits', email: 'wanda.waits@new.example' });
  await page.goto(`${product.page}/integrations`);
  await page.getByText('Needs attention').waitFor();
  await take(page, 'integrations-attention');
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByText('Nothing is sent to Ashby meanwhile').waitFor();
  await take(page, 'settings-attention');
}
