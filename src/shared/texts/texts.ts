import { mainProvider } from '../providers/providers';
import type { Language } from '../settings/preferences';
import { addressTexts } from './address-texts';
import { backupTexts } from './backup-texts';
import { bellTexts } from './bell-texts';
import { claimTexts } from './claim-texts';
import { dayWordTexts } from './day-word-texts';
import { deafTexts } from './deaf-texts';
import type { Catalogue } from './define-texts';
import { dayTexts } from './day-texts';
import { diagnosisTexts } from './diagnosis-texts';
import { exportTexts } from './export-texts';
import { findingTexts } from './finding-texts';
import { importTexts } from './import-texts';
import { messageTexts } from './message-texts';
import { missingTexts } from './missing-texts';
import { movingTexts } from './moving-texts';
import { knockTexts } from './knock-texts';
import { noticeTexts } from './notice-texts';
import { ownerTexts } from './owner-texts';
import { paymentTexts } from './payment-texts';
import { paymentsTexts } from './payments-texts';
import { countersTexts } from './counters-texts';
import { phonesSettingsTexts } from './phones-settings-texts';
import { privacyTexts } from './privacy-texts';
import { printerTexts } from './printer-texts';
import { receiptTexts } from './receipt-texts';
import { recorderTexts } from './recorder-texts';
import { recoveryTexts } from './recovery-texts';
import { refusalTexts } from './refusal-texts';
import { screenTexts } from './screen-texts';
import { screensSettingsTexts } from './screens-settings-texts';
import { shopsTexts } from './shops-texts';
import { settingsTexts } from './settings-texts';
import { reportTexts } from './report-texts';
import { setupAddressTexts } from './setup-address-texts';
import { setupTexts } from './setup-texts';
import { technicianTexts } from './technician-texts';
import { tunnelTexts } from './tunnel-texts';
import { aboutTexts } from './about-texts';
import { updateTexts } from './update-texts';
import { windowTexts } from './window-texts';

/** Every sentence of the window, by area. */
export type Texts = ReturnType<typeof textsFor>;

/** `providers`: those that the shop takes. */
export function textsFor(language: Language, providers: readonly string[] = [mainProvider]) {
  const of = <Area>(texts: Catalogue<Area>): Area => texts.naming(providers)[language];
  return {
    window: { ...of(windowTexts), notices: of(noticeTexts) },
    address: of(addressTexts),
    settings: of(settingsTexts),
    shops: of(shopsTexts),
    setup: of(setupTexts),
    setupAddress: of(setupAddressTexts),
    claim: of(claimTexts),
    day: of(dayTexts),
    dayWord: of(dayWordTexts),
    diagnosis: of(diagnosisTexts),
    export: of(exportTexts),
    finding: of(findingTexts),
    imports: of(importTexts),
    knock: of(knockTexts),
    message: of(messageTexts),
    missing: of(missingTexts),
    moving: of(movingTexts),
    owner: of(ownerTexts),
    backup: of(backupTexts),
    bell: of(bellTexts),
    report: of(reportTexts),
    payment: of(paymentTexts),
    payments: of(paymentsTexts),
    countersSettings: of(countersTexts),
    phonesSettings: of(phonesSettingsTexts),
    printer: of(printerTexts),
    privacy: of(privacyTexts),
    receipt: of(receiptTexts),
    recorder: of(recorderTexts),
    recovery: of(recoveryTexts),
    refusal: of(refusalTexts),
    technician: of(technicianTexts),
    tunnel: of(tunnelTexts),
    deaf: of(deafTexts),
    screen: of(screenTexts),
    screensSettings: of(screensSettingsTexts),
    about: of(aboutTexts),
    update: of(updateTexts),
  };
}
