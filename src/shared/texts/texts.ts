import type { Language } from '../settings/preferences';
import { addressTexts } from './address-texts';
import { backupTexts } from './backup-texts';
import { bellTexts } from './bell-texts';
import { claimTexts } from './claim-texts';
import { dayWordTexts } from './day-word-texts';
import { deafTexts } from './deaf-texts';
import { dayTexts } from './day-texts';
import { diagnosisTexts } from './diagnosis-texts';
import { exportTexts } from './export-texts';
import { findingTexts } from './finding-texts';
import { importTexts } from './import-texts';
import { missingTexts } from './missing-texts';
import { movingTexts } from './moving-texts';
import { knockTexts } from './knock-texts';
import { ownerTexts } from './owner-texts';
import { paymentTexts } from './payment-texts';
import { paymentsTexts } from './payments-texts';
import { privacyTexts } from './privacy-texts';
import { printerTexts } from './printer-texts';
import { receiptTexts } from './receipt-texts';
import { recoveryTexts } from './recovery-texts';
import { refusalTexts } from './refusal-texts';
import { screenTexts } from './screen-texts';
import { screensSettingsTexts } from './screens-settings-texts';
import { settingsTexts } from './settings-texts';
import { reportTexts } from './report-texts';
import { setupAddressTexts } from './setup-address-texts';
import { setupTexts } from './setup-texts';
import { technicianTexts } from './technician-texts';
import { tunnelTexts } from './tunnel-texts';
import { aboutTexts } from './about-texts';
import { updateTexts } from './update-texts';
import { unbrokenSpaces } from './unbroken-spaces';
import { windowTexts } from './window-texts';

const english = inLanguage('en');
const french = unbrokenSpaces(inLanguage('fr'));

/** Every sentence of the window, by area. */
export type Texts = typeof english;

export function textsFor(language: Language): Texts {
  return language === 'fr' ? french : english;
}

function inLanguage(language: Language) {
  return {
    window: windowTexts[language],
    address: addressTexts[language],
    settings: settingsTexts[language],
    setup: setupTexts[language],
    setupAddress: setupAddressTexts[language],
    claim: claimTexts[language],
    day: dayTexts[language],
    dayWord: dayWordTexts[language],
    diagnosis: diagnosisTexts[language],
    export: exportTexts[language],
    finding: findingTexts[language],
    imports: importTexts[language],
    knock: knockTexts[language],
    missing: missingTexts[language],
    moving: movingTexts[language],
    owner: ownerTexts[language],
    backup: backupTexts[language],
    bell: bellTexts[language],
    report: reportTexts[language],
    payment: paymentTexts[language],
    payments: paymentsTexts[language],
    printer: printerTexts[language],
    privacy: privacyTexts[language],
    receipt: receiptTexts[language],
    recovery: recoveryTexts[language],
    refusal: refusalTexts[language],
    technician: technicianTexts[language],
    tunnel: tunnelTexts[language],
    deaf: deafTexts[language],
    screen: screenTexts[language],
    screensSettings: screensSettingsTexts[language],
    about: aboutTexts[language],
    update: updateTexts[language],
  };
}
