import type { Locator, Page } from 'playwright-core';

/** A person's hands: the same journey is walked with a mouse, and with a keyboard alone. */
export type Hands = {
  /** A button, a link, a box to tick. */
  press(target: Locator): Promise<void>;
  /** One of several that exclude each other. */
  choose(option: Locator): Promise<void>;
  write(field: Locator, text: string): Promise<void>;
  /** The option of a list whose name begins so. */
  pick(field: Locator, name: string): Promise<void>;
  /** Out of a dialog without having done anything. */
  leave(dialog: Locator): Promise<void>;
};

export const bothHands = ['mouse', 'keyboard'] as const;
export type By = (typeof bothHands)[number];

export function handsOf(by: By, page: Page): Hands {
  return by === 'mouse' ? mouseOn(page) : keyboardOn(page);
}

function optionsOf(page: Page, name: string): Locator {
  return page.getByRole('option', { name }).first();
}

function mouseOn(page: Page): Hands {
  return {
    press: (target) => target.click(),
    choose: (option) => option.click(),
    write: (field, text) => field.fill(text),
    async pick(field, name) {
      await field.click();
      await optionsOf(page, name).click();
    },
    leave: (dialog) => dialog.getByRole('button', { name: 'Close' }).click(),
  };
}

function keyboardOn(page: Page): Hands {
  const { keyboard } = page;
  return {
    async press(target) {
      await reach(page, target);
      await keyboard.press((await target.evaluate(isTicked)) ? 'Space' : 'Enter');
    },
    async choose(option) {
      await reach(page, page.getByRole('radiogroup').filter({ has: option }).last());
      if (!(await goTo(page, option, 'ArrowDown'))) throw new Error(`${option} is not within reach of the arrows`);
      if (!(await option.isChecked())) await keyboard.press('Space');
    },
    async write(field, text) {
      await reach(page, field);
      await keyboard.press('ControlOrMeta+A');
      await keyboard.insertText(text);
    },
    async pick(field, name) {
      await reach(page, field);
      await keyboard.press('ControlOrMeta+A');
      await keyboard.insertText(name);
      const option = optionsOf(page, name);
      await option.waitFor();
      // The list is drawn again with what the search has found: then nothing is marked any more.
      do await keyboard.press('ArrowDown');
      while ((await option.getAttribute('data-combobox-selected')) === null);
      await keyboard.press('Enter');
    },
    leave: () => keyboard.press('Escape'),
  };
}

/** Tabs to it, or into it, from wherever the focus is. */
async function reach(page: Page, target: Locator): Promise<void> {
  await target.and(page.locator(':enabled, :not(button):not(input)')).waitFor({ state: 'attached' });
  const there = (await target.evaluate(isAhead)) ? (['Tab', 'Shift+Tab'] as const) : (['Shift+Tab', 'Tab'] as const);
  for (const key of there) if (await goTo(page, target, key)) return;
  throw new Error(`${target} is not within reach of the keyboard`);
}

const mostSteps = 120;

async function goTo(page: Page, target: Locator, key: string): Promise<boolean> {
  for (let step = 0; step < mostSteps; step++) {
    if (await target.evaluate(hasFocus)) return true;
    await page.keyboard.press(key);
  }
  return false;
}

// These run in the page.

function hasFocus(element: Element): boolean {
  return element.contains(document.activeElement);
}

function isAhead(element: Element): boolean {
  const here = document.activeElement ?? document.body;
  return (here.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

function isTicked(element: Element): boolean {
  return element instanceof HTMLInputElement && element.type === 'checkbox';
}
