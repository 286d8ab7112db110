import type { Locator, Page } from '@playwright/test';
import type { Language } from '../../../src/shared/settings';
import { textsFor, type Texts } from '../../../src/shared/texts/texts';
import { CounterScreen } from './counter-screen';
import { PaymentsScreen } from './payments-screen';
import { RefusalsScreen } from './refusals-screen';
import { SettingsScreen } from './settings-screen';
import { SetupScreen } from './setup-screen';

/** The whole window as a helper meets it: everything is found by its role and its words. */
export class ShopWindow {
  readonly texts: Texts;
  readonly counter: CounterScreen;
  readonly payments: PaymentsScreen;
  readonly refusals: RefusalsScreen;
  readonly settings: SettingsScreen;
  readonly setup: SetupScreen;
  readonly navigation: Locator;
  /** What a screen reader is told of new payments. */
  readonly spoken: Locator;

  constructor(page: Page, language: Language = 'fr') {
    this.texts = textsFor(language);
    this.counter = new CounterScreen(page, this.texts);
    this.payments = new PaymentsScreen(page, this.texts);
    this.refusals = new RefusalsScreen(page, this.texts);
    this.settings = new SettingsScreen(page, this.texts);
    this.setup = new SetupScreen(page, this.texts);
    this.navigation = page.getByRole('navigation', { name: this.texts.window.nav.label });
    this.spoken = page.getByRole('log');
  }

  async goTo(screen: 'counter' | 'payments' | 'refusals' | 'settings'): Promise<void> {
    await this.navigation.getByRole('link', { name: this.texts.window.nav[screen], exact: true }).click();
  }
}
