import { contextBridge, ipcRenderer } from 'electron';
import { broadcastChannel, invokeChannel } from '../shared/bridge/channels';
import type { Bridge, BroadcastName, CommandName } from '../shared/bridge/contract';

// The names are written out, and the compiler compares them with the table. Importing the table would bring its guards
// into every page, although they run in the core.
const commandNames: Readonly<Record<CommandName, true>> = {
  listScreens: true,
  offerScreen: true,
  withdrawOffer: true,
  confirmScreen: true,
  confirmDigits: true,
  renameScreen: true,
  removeScreen: true,
  repairFirewall: true,
  didHePay: true,
  takeShift: true,
  getVoicePack: true,
  startVoicePack: true,
  saveVoiceClip: true,
  getVoiceClip: true,
  exportVoicePack: true,
  importVoicePack: true,
  removeVoicePack: true,
  holdMicrophone: true,
  setOwnerMessages: true,
  tryOwnerMessages: true,
  getDay: true,
  getReport: true,
  sumPayments: true,
  handOver: true,
  takeBack: true,
  unlock: true,
  lock: true,
  setPin: true,
  setHelperCode: true,
  removePin: true,
  listBackups: true,
  previewBackup: true,
  copyBackupOut: true,
  bringBackup: true,
  restoreBackup: true,
  getState: true,
  listPayments: true,
  prepareSearch: true,
  getPayment: true,
  listRefusals: true,
  saveAuthtoken: true,
  saveCloudflareToken: true,
  listDeafPeriods: true,
  markDeafPeriodsChecked: true,
  regenerateHashSecret: true,
  revokePreviousSecret: true,
  saveHashSecret: true,
  saveApiKeys: true,
  settleDoubt: true,
  addPayment: true,
  previewImport: true,
  importPayments: true,
  takeHashSecret: true,
  copyToClipboard: true,
  sendTestPayment: true,
  markPaymentsSeen: true,
  retryTunnel: true,
  joinRelay: true,
  inviteCounter: true,
  leaveRelay: true,
  listPhones: true,
  offerPhone: true,
  withdrawPhoneOffer: true,
  removePhone: true,
  listShops: true,
  addShop: true,
  removeShop: true,
  changeSettings: true,
  dismissNotice: true,
  pauseSounds: true,
  replayLast: true,
  sayDayTotal: true,
  tryBell: true,
  getTechnicianReport: true,
  searchCalls: true,
  saveExample: true,
  getCall: true,
  replayCall: true,
  copyCall: true,
  checkLedger: true,
  getDayView: true,
  closeDay: true,
  listDayCloses: true,
  printDayClose: true,
  getReceipt: true,
  printReceipt: true,
  checkReceipt: true,
  renewReceiptKey: true,
  startExport: true,
  fetchUpdate: true,
  installUpdate: true,
  cancelExport: true,
  savePdf: true,
  getHealth: true,
  saveDiagnostics: true,
  showLogFolder: true,
  recheckDay: true,
};
const listeners: Readonly<Record<BroadcastName, Set<(payload: never) => void>>> = {
  state: new Set(),
  payment: new Set(),
  refusal: new Set(),
  ring: new Set(),
  reveal: new Set(),
  banner: new Set(),
  beat: new Set(),
};

ipcRenderer.on(broadcastChannel, (_event, ...sent: unknown[]) => {
  const [name, payload] = sent as [BroadcastName, never]; // our own main process sends them, from the table of both
  for (const listener of listeners[name]) listener(payload);
});

const bridge: Bridge = {
  transport: 'electron',
  invoke(name, argument) {
    if (!Object.hasOwn(commandNames, name)) throw new TypeError('no such command');
    return ipcRenderer.invoke(invokeChannel, name, argument) as never; // typed by the same table on the other side
  },
  on(name, listener) {
    if (!Object.hasOwn(listeners, name)) throw new TypeError('no such broadcast');
    listeners[name].add(listener);
    return () => void listeners[name].delete(listener);
  },
};

// Frozen, so that the page can neither replace nor extend it.
contextBridge.exposeInMainWorld('comptoir', bridge);
