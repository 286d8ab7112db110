import type { Locator, Page } from '@playwright/test';
import type { Language } from '../../../src/shared/settings/preferences';
import { textsFor, type Texts } from '../../../src/shared/texts/texts';
import { CounterScreen } from './counter-screen';
import { DayScreen } from './day-screen';
import { ExportScreen } from './export-screen';
import { PaymentsScreen } from './payments-screen';
import { RecoveryScreen } from './recovery-screen';
import { RefusalsScreen } from './refusals-screen';
import { SettingsScreen } from './settings-screen';
import { SetupScreen } from './setup-screen';

/** The whole window as a helper meets it: everything is found by its role and its words. */
export class ShopWindow {
  readonly texts: Texts;
  readonly counter: CounterScreen;
  readonly payments: PaymentsScreen;
  readonly recovery: RecoveryScreen;
  readonly day: DayScreen;
  readonly export: ExportScreen;
  readonly refusals: RefusalsScreen;
  readonly settings: SettingsScreen;
  readonly setup: SetupScreen;
  readonly navigation: Locator;
  /** What a screen reader says about new payments. */
  readonly spoken: Locator;
  readonly #page: Page;

  constructor(page: Page, language: Language = 'fr') {
    this.#page = page;
    this.texts = textsFor(language);
    this.counter = new CounterScreen(page, this.texts);
    this.payments = new PaymentsScreen(page, this.texts);
    this.recovery = new RecoveryScreen(page, this.texts);
    this.day = new DayScreen(page, this.texts);
    this.export = new ExportScreen(page, this.texts);
    this.refusals = new RefusalsScreen(page, this.texts);
    this.settings = new SettingsScreen(page, this.texts);
    this.setup = new SetupScreen(page, this.texts);
    this.navigation = page.getByRole('navigation', { name: this.texts.window.nav.label, exact: true });
    this.spoken = page.getByRole('log');
  }

  async goTo(screen: 'counter' | 'payments' | 'report' | 'settings'): Promise<void> {
    await this.navigation.getByRole('link', { name: this.texts.window.nav[screen], exact: true }).click();
  }

  /** Refused calls are on the technician's page. */
  async goToRefusals(): Promise<void> {
    await this.goTo('settings');
    await this.settings.open(this.texts.technician.title);
    await this.#page.getByRole('link', { name: this.texts.technician.open, exact: true }).click();
    // An alarm above the screen may lead there too.
    await this.#page
      .locator('#content')
      .getByRole('link', { name: this.texts.refusal.see, exact: true })
      .click();
  }

  /** A view that is reached by a link on another one; a day is in the report itself. */
  async open(screen: 'recovery' | 'day' | 'export'): Promise<void> {
    await this.goTo(screen === 'recovery' ? 'payments' : 'report');
    const links = { recovery: this.texts.recovery.open, export: this.texts.export.window.title };
    if (screen !== 'day') await this.#page.getByRole('link', { name: links[screen], exact: true }).click();
  }
}
