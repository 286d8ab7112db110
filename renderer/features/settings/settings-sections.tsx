import type { ComponentChildren } from 'preact';
import { relayOriginOf } from '../../../src/shared/state/relay-state';
import { settingsSections, type SettingsSection } from '../../state/view';
import { useShop } from '../../state/window-context';
import { PinSettings } from '../owner/pin-settings';
import { ScreensSettings } from '../screens/screens-settings';
import { AboutSettings } from './about-settings';
import { ApiKeysSettings } from './api-keys-settings';
import { BackupSettings } from './backup-settings';
import { BellSettings } from './bell-settings';
import { ComputerSettings, DataSettings, MessageSettings, TechnicianSettings } from './computer-settings';
import { HelperSettings } from './helper-settings';
import { InternetSettings } from './internet-settings';
import { OwnerMessages } from './owner-messages';
import { PhonesSettings } from './phones-settings';
import { PrinterSettings } from './printer-settings';
import { RelaySettings } from './relay-settings';
import type { Change } from './settings-group';
import { ShopSettings } from './shop-settings';
import { UpdateSettings } from './update-settings';

export interface Section {
  readonly name: SettingsSection;
  readonly title: string;
}

/** The sections of this window, in order; a section with nothing to set here is left out. */
export function useSections(): readonly Section[] {
  const { bridge, state, texts } = useShop();
  const { settings: words } = texts;
  const titles: Readonly<Record<SettingsSection, string | null>> = {
    shop: words.shop,
    bell: words.bell,
    messages: words.messages,
    internet: words.internet,
    phone: texts.message.title,
    relay: words.relay.title,
    // Phones read at the relay.
    phones: relayOriginOf(state.relay) === null ? null : texts.phonesSettings.title,
    // In a plain browser there is nothing to set: the command line starts the program.
    computer: bridge.transport === 'web' ? null : words.computer,
    // This copy cannot update itself: the person who installed it must install the next version.
    updates: state.updates.kind === 'unsupported' ? null : texts.update.title,
    pin: texts.owner.settings.title,
    helpers: texts.claim.helpers.title,
    screens: texts.screensSettings.title,
    printer: texts.printer.title,
    keys: words.keys,
    data: words.data,
    technician: texts.technician.title,
    copies: texts.backup.title,
    about: texts.about.title,
  };
  return settingsSections.flatMap((name) => {
    const title = titles[name];
    return title === null ? [] : { name, title };
  });
}

/** The settings of one section. */
export function sectionBody(name: SettingsSection, change: Change): ComponentChildren {
  switch (name) {
    case 'shop':
      return <ShopSettings change={change} />;
    case 'bell':
      return <BellSettings change={change} />;
    case 'messages':
      return <MessageSettings change={change} />;
    case 'phone':
      return <OwnerMessages />;
    case 'internet':
      return <InternetSettings change={change} />;
    case 'relay':
      return <RelaySettings />;
    case 'phones':
      return <PhonesSettings />;
    case 'computer':
      return <ComputerSettings change={change} />;
    case 'updates':
      return <UpdateSettings />;
    case 'pin':
      return <PinSettings onChange={change} />;
    case 'helpers':
      return <HelperSettings onChange={change} />;
    case 'screens':
      return <ScreensSettings change={change} />;
    case 'printer':
      return <PrinterSettings change={change} />;
    case 'keys':
      return <ApiKeysSettings />;
    case 'data':
      return <DataSettings change={change} />;
    case 'technician':
      return <TechnicianSettings />;
    case 'copies':
      return <BackupSettings />;
    case 'about':
      return <AboutSettings />;
  }
}
