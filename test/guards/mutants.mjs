/**
 * How each guard of docs/threats.md is undone: by the name of its row, the text in the source file and what takes its place.
 * `npm run test:guards` tries them all.
 *
 * @type {Readonly<Record<string, { readonly file: string, readonly find: string, readonly replace: string }>>}
 */
export const mutants = {
  'role-of-command': {
    file: 'src/core/access/callers.ts',
    find: 'if (!roles.includes(role())) return false;',
    replace: '',
  },
  'screen-role': {
    file: 'src/core/access/caller.ts',
    find: 'authorizes: ({ roles }) => roles.includes(role()),',
    replace: 'authorizes: () => true,',
  },
  'who-at-its-address': {
    file: 'src/shared/screens/frames.ts',
    find: '`who at ${at}`',
    replace: "'who'",
  },
  'owner-view-code': {
    file: 'src/core/screens/screen-asks.ts',
    find: 'return codes.isOpen(device) ? caller : { ...caller, authorizes: () => false };',
    replace: 'return caller;',
  },
  'owner-view-told': {
    file: 'src/core/screens/screens.ts',
    find: 'return device?.role === role && codes.isOpen(device);',
    replace: 'return device?.role === role;',
  },
  'owner-view-counted': {
    file: 'src/core/screens/screen-codes.ts',
    find: 'await book.countWrongCodes(id, wrong + 1);',
    replace: '',
  },
  'owner-view-in-turn': {
    file: 'src/core/screens/screen-codes.ts',
    find: 'inOrder(() => compare(id, code))',
    replace: 'compare(id, code)',
  },
  'one-window': {
    file: 'src/core/access/callers.ts',
    find: 'opened !== null && opened.era === pinEra() &&',
    replace: 'opened !== null &&',
  },
  'key-alone': {
    file: 'src/core/access/callers.ts',
    find: "withRole(() => (parts.hasPin() ? 'helper' : 'owner'))",
    replace: "withRole(() => 'owner')",
  },
  'session-shape': {
    file: 'src/headless/web-sessions.ts',
    find: 'if (!isSession(session)) return callers.withoutSession;',
    replace: '',
  },
  'today-in-lists': {
    file: 'src/core/counter-handlers.ts',
    find: 'const within = reach.cut(caller.role(), query);',
    replace: 'const within = query;',
  },
  'today-in-silences': {
    file: 'src/core/hearing/deaf-handlers.ts',
    find: 'const days = reach.cut(caller.role(), { from, to });',
    replace: 'const days = { from, to };',
  },
  'today-in-details': {
    file: 'src/core/counter-handlers.ts',
    find: 'stored === null || !reach.includes(caller.role(), stored)',
    replace: 'stored === null',
  },
  'month-in-reports': {
    file: 'src/core/report/report-handlers.ts',
    find: "if (within?.from !== from || within.to !== to) fail('locked');",
    replace: '',
  },
  'search-as-shown': {
    file: 'src/core/ledger/query/filter.ts',
    find: 'this.#shown?.(payment) ?? payment',
    replace: 'payment',
  },
  'paid-as-shown': {
    file: 'src/core/claims/paid.ts',
    find: 'payments.push(projectPayment(role, payment));',
    replace: 'payments.push(payment);',
  },
  'found-by-day': {
    file: 'src/core/access/reach.ts',
    find: "found === undefined ? receivedAt : (performedAt ?? '')",
    replace: 'receivedAt',
  },
  'total-aloud': {
    file: 'src/shared/access/projections.ts',
    find: "(isOwners !== true || role === 'owner')",
    replace: 'true',
  },
  'replay-within-reach': {
    file: 'src/core/announce/bell.ts',
    find: '|| !reach.includes(caller.role(), payment)',
    replace: '',
  },
  'refusals-of-today': {
    file: 'src/core/commands.ts',
    find: 'reach.isOf(caller.role(), dayOf(Date.parse(lastAt), intake.offset()))',
    replace: "lastAt !== ''",
  },
  'diagnostics-as-shown': {
    file: 'src/core/diagnostics/diagnostics-handlers.ts',
    find: 'projectState(caller.role(), state())',
    replace: 'state()',
  },
  'ways-in': {
    file: 'src/shared/access/project-state.ts',
    find: "{ ...relay, origin: '' }",
    replace: 'relay',
  },
  'raw-call': {
    file: 'src/shared/access/project-payment.ts',
    find: 'claimHistory, call: null }',
    replace: 'claimHistory, call: _call }',
  },
  'last-four': {
    file: 'src/shared/access/project-payment.ts',
    find: 'account: lastFour(account),',
    replace: 'account,',
  },
  'number-in-texts': {
    file: 'src/shared/payment/mask.ts',
    find: 'digits.length >= longest || sharesDigits(digits, payer)',
    replace: 'false',
  },
  'no-payer-elsewhere': {
    file: 'src/shared/access/project-payment.ts',
    find: 'const nothing = { account: null,',
    replace: 'const nothing = {',
  },
  'display-of-received': {
    file: 'src/shared/access/projections.ts',
    find: '|| !isShownTo(role, payment)',
    replace: '',
  },
  'broadcast-within-reach': {
    file: 'src/shared/access/projections.ts',
    find: '!isWithinReach(payment) ||',
    replace: '',
  },
  'state-of-the-shop': {
    file: 'src/shared/access/project-state.ts',
    find: 'paths: null,',
    replace: '',
  },
  'state-total': {
    file: 'src/shared/access/project-state.ts',
    find: 'today: withoutTotalWhereLocked(state.access, state.today),',
    replace: '',
  },
  'owner-dismisses': {
    file: 'src/core/counter-handlers.ts',
    find: "caller.role() !== 'owner' &&",
    replace: 'false &&',
  },
  'pin-counted': {
    file: 'src/core/access/owner-lock.ts',
    find: 'await settings.change({ wrongPins: { count, lastAt: new Date(clock.now()).toISOString() } });',
    replace: '',
  },
  'pin-in-turn': {
    file: 'src/core/access/owner-lock.ts',
    find: 'const queued = serialQueue();',
    replace: 'const queued = (task) => task();',
  },
  'pin-cost': {
    file: 'src/core/access/pin-hash.ts',
    find: 'pinLog2N = 15',
    replace: 'pinLog2N = 4',
  },
  'pin-cost-kept': {
    file: 'src/core/intake/open-intake.ts',
    find: 'ports.pinLog2N ?? pinLog2N',
    replace: 'ports.pinLog2N ?? 4',
  },
  'pin-cost-limit': {
    file: 'src/core/access/pin-hash.ts',
    find: 'log2N > mostLog2N',
    replace: 'false',
  },
  'pause-by-uptime': {
    file: 'src/core/access/owner-lock.ts',
    find: 'pausedSince + pauseMs - clock.uptime()',
    replace: 'Date.parse(settings.current().wrongPins.lastAt) + pauseMs - clock.now()',
  },
  'clock-set-back': {
    file: 'src/core/access/helper-clock.ts',
    find: 'best >= latest ||',
    replace: 'true ||',
  },
  'owner-log-kept': {
    file: 'src/core/backup/copy-folder.ts',
    find: 'owner-log\\.jsonl|',
    replace: '',
  },
  'owner-log-read': {
    file: 'src/core/access/owner-log.ts',
    find: 'if (!hasPin()) return;\n      const written',
    replace: 'const written',
  },
  'page-key': {
    file: 'src/headless/web-server.ts',
    find: 'if (holdsToken(request, token)) next();',
    replace: 'if (true) next();',
  },
  'page-host': {
    file: 'src/headless/web-server.ts',
    find: String.raw`/^(127\.0\.0\.1|localhost):\d+$/.test(host)`,
    replace: 'true',
  },
  'page-host-end': {
    file: 'src/headless/web-server.ts',
    find: String.raw`localhost):\d+$/.test(host)`,
    replace: String.raw`localhost):\d+/.test(host)`,
  },
  'page-origin': {
    file: 'src/headless/web-server.ts',
    find: '(origin === undefined || origin === `http://${host}`)',
    replace: 'true',
  },
  'page-loopback': {
    file: 'src/headless/web-server.ts',
    find: "app.listen(port, '127.0.0.1')",
    replace: 'app.listen(port)',
  },
  'download-once': {
    file: 'src/headless/downloads.ts',
    find: 'if (offer === undefined) return false;\n      offers.delete(key);',
    replace: 'if (offer === undefined) return false;',
  },
  'stick-without-secrets': {
    file: 'src/core/backup/open-copy.ts',
    find: '!ownFile.test(name);',
    replace: "name !== '';",
  },
  'stick-without-paths': {
    file: 'src/core/backup/open-copy.ts',
    find: 'encodeKept({ country }, 1)',
    replace: 'encodeKept({ ...(await readIdentity(realDisk, dataDir)), country }, 1)',
  },
  'sealed-copy-whole': {
    file: 'src/core/backup/sealed-copy.ts',
    find: 'if (plain === null || ',
    replace: 'if (plain === null) continue;\n        if (',
  },
  'sealed-copy-inside': {
    file: 'src/core/backup/sealed-copy.ts',
    find: 'if (plain === null || !staysInside(file)',
    replace: 'if (plain === null',
  },
  'sealed-copy-cost': {
    file: 'src/core/sealing/pass-phrase.ts',
    find: 'number(14, 19)',
    replace: 'number(14, 60)',
  },
  'moved-with-its-data': {
    file: 'src/core/intake/moved-in.ts',
    find: 'isGivenUp ? null : ',
    replace: 'isGivenUp && answer.value === "" ? null : ',
  },
  'moved-no-older-secret': {
    file: 'src/core/intake/moved-in.ts',
    find: 'if (!isSame || ',
    replace: "if (name !== '' || ",
  },
  'copied-address-alarm': {
    file: 'src/core/backup/restore.ts',
    find: 'isCalled ? before : {',
    replace: 'isCalled || country.length > 0 ? before : {',
  },
  'copies-private': {
    file: 'src/core/backup/copy-folder.ts',
    find: 'await mkdir(partial, { mode: 0o700 });',
    replace: 'await mkdir(partial);',
  },
  'copy-name-begins': {
    file: 'src/core/backup/backup-names.ts',
    find: '/^(\\d{4}-\\d{2}-\\d{2})T',
    replace: '/(\\d{4}-\\d{2}-\\d{2})T',
  },
  'copy-name-ends': {
    file: 'src/core/backup/backup-names.ts',
    find: 'Z-([a-z-]+)$/',
    replace: 'Z-([a-z]+)/',
  },
  'no-vault': {
    file: 'src/main/secret-store.ts',
    find: "=== 'basic_text'",
    replace: "=== 'no such backend'",
  },
  'fedapay-one-time': {
    file: 'src/core/fedapay/authenticate.ts',
    find: '|| another !== undefined',
    replace: '',
  },
  'kkiapay-secret': {
    file: 'src/core/kkiapay/authenticate.ts',
    find: 'if (matchesOne(received, expected)) return { ok: true };',
    replace: 'return { ok: true };',
  },
  'release-files': {
    file: 'src/core/updates/release-signature.ts',
    find: '|| files.length === 0',
    replace: '',
  },
  'paid-line': {
    file: 'src/core/updates/updates.ts',
    find: "if (line !== 'free' && agreedTo !== version) {",
    replace: "if (line === 'metered' && agreedTo !== version) {",
  },
  'workbook-escape': {
    file: 'src/core/export/sheet-xml.ts',
    find: '.replace(/_(?=x[0-9a-f]{4}_)/gi,',
    replace: '.replace(/nothing/,',
  },
  'trusted-frame': {
    file: 'src/main/ipc.ts',
    find: 'sender.parent === null &&',
    replace: '',
  },
  'refused-switches': {
    file: 'src/main/refused-switches.ts',
    find: 'args.slice(1).find((arg) => pattern.test(arg))',
    replace: 'undefined',
  },
  'no-webrtc': {
    file: 'src/main/security.ts',
    find: "contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');",
    replace: '',
  },
  'stand-in-of-edge': {
    file: 'src/core/tunnel/development-edge.ts',
    find: '!isDevelopment ||',
    replace: '',
  },
  'helper-code': {
    file: 'src/core/access/helper-codes.ts',
    find: "if (key === '' || !hasPin()) return 'right';",
    replace: "if (key !== name || !hasPin()) return 'right';",
  },
  'helper-code-counted': {
    file: 'src/core/access/helper-codes.ts',
    find: "if (isPaused(key)) return 'wait';",
    replace: '',
  },
  'helper-name-given': {
    file: 'src/core/access/helper-codes.ts',
    find: "'right' : 'unknown';",
    replace: "'right' : 'right';",
  },
  'helper-code-of-shift': {
    file: 'src/core/claims/shifts.ts',
    find: 'await needCode(named);',
    replace: 'await needCode(deed);',
  },
  'microphone-held': {
    file: 'src/main/security.ts',
    find: "mayListen() && 'mediaTypes' in details",
    replace: "'mediaTypes' in details",
  },
  'own-voice-checked': {
    file: 'src/core/voice/voice-store.ts',
    find: '!phrases.includes(name) || !isClip(wav))) return',
    replace: 'false)) return',
  },
  'owner-message-way': {
    file: 'src/core/settings/settings-summary.ts',
    find: "{ kind: 'ntfy', server: way.server } : way && { kind: 'telegram' }",
    replace: 'way : way',
  },
  'own-authorities': {
    file: 'src/core/trusted-fetch.ts',
    find: 'const trust = { ca: [...rootCertificates], rejectUnauthorized: true };',
    replace: 'const trust = {};',
  },
  'clear-on-loopback': {
    file: 'src/core/trusted-fetch.ts',
    find: 'if (!/^(127',
    replace: "if (protocol !== 'http:' && !/^(127",
  },
  'stand-in-of-provider': {
    file: 'src/core/provider-fetch.ts',
    find: 'isDevelopment ? environment.COMPTOIR_PROVIDER_ADDR : undefined',
    replace: 'environment.COMPTOIR_PROVIDER_ADDR',
  },
  'window-of-elsewhere': {
    file: 'src/main/window-sources.ts',
    find: '!isDevelopment || ',
    replace: '',
  },
  'plain-arguments': {
    file: 'src/shared/bridge/answer.ts',
    find: "if (!isPlainArgument(argument)) return refuse('bad-argument');",
    replace: '',
  },
  'controls-refused': {
    file: 'src/core/receiver/pre-auth-filter.ts',
    find: 'return hasControls(request);',
    replace: 'return false;',
  },
  'one-host': {
    file: 'src/core/receiver/pre-auth-filter.ts',
    find: 'hosts > 1 ||',
    replace: '',
  },
  'curl-controls': {
    file: 'src/core/technician/curl.ts',
    find: '.some((text) => control.test(text)))',
    replace: '.some(() => false))',
  },
  'curl-shell': {
    file: 'src/core/technician/curl.ts',
    find: "platform === 'win32' ? powerShell : posix",
    replace: 'posix',
  },
  'example-masked': {
    file: 'src/core/technician/masked-call.ts',
    find: ".replace(/\\p{N}/gu, '0')",
    replace: '',
  },
  'calls-forgotten': {
    file: 'src/core/technician/kept-calls.ts',
    find: 'oldest !== null && isForgotten(oldest)',
    replace: 'false',
  },
  'page-secret': {
    file: 'src/core/settings/endpoint-handlers.ts',
    find: '(lacksClipboard ? hashSecretOf(endpoint) : fail(',
    replace: '(!lacksClipboard || lacksClipboard ? hashSecretOf(endpoint) : fail(',
  },
  'clipboard-minute': {
    file: 'src/core/settings/secret-clipboard.ts',
    find: 'clock.after(staysMs, forget)',
    replace: '() => undefined',
  },
  'quiet-log': {
    file: 'src/core/announce/not-shown.ts',
    find: 'if (!repeats(message, `${title} ${body}`)) return message;',
    replace: 'return message;',
  },
  'old-secret-by-uptime': {
    file: 'src/core/settings/previous-secrets.ts',
    find: 'clock.uptime() < (ends.get(endpointKey(endpoint)) ?? -Infinity)',
    replace: "clock.now() < Date.parse(untilOf(endpoint) ?? '')",
  },
  'old-secret-revoked': {
    file: 'src/core/settings/previous-secrets.ts',
    find: "if (store.read(previousName(endpoint)).kind !== 'absent') await store.set(previousName(endpoint), null);",
    replace: '',
  },
  'receipt-signed': {
    file: 'src/core/receipts/check-receipt.ts',
    find: "if (!isSigned(payload)) return { kind: 'altered' };",
    replace: '',
  },
  'receipt-ours': {
    file: 'src/core/receipts/receipt-keys.ts',
    find: 'return pairs.some((pair) => pair.publicKey === publicKey);',
    replace: 'return true;',
  },
  'receipt-code': {
    file: 'src/core/receipts/receipt-keys.ts',
    find: 'proofOf(facts, seed, publicKey) === proof',
    replace: 'true',
  },
  'receipt-ledger': {
    file: 'src/core/receipts/check-receipt.ts',
    find: '...doubtsOf(facts, known, inLedger),',
    replace: '',
  },
  'receipt-reach': {
    file: 'src/core/receipts/receipt-handlers.ts',
    find: '|| !isWithinReach(payment, caller)',
    replace: '',
  },
  'day-word-key': {
    file: 'src/core/announce/day-word.ts',
    find: "createHmac('sha256', key)",
    replace: "createHmac('sha256', '')",
  },
  'day-word-hours': {
    file: 'src/core/announce/day-word.ts',
    find: '(drawn(`end ${stretch}`) / 2 ** 32 - 0.5) * 4 * hourMs',
    replace: '0',
  },
  'phone-new-key': {
    file: 'src/core/relay/phones.ts',
    find: 'await newSealKey(keyring);',
    replace: '',
  },
  'phone-proven': {
    file: 'src/core/relay/phones.ts',
    find: 'phones.filter(isProven(key))',
    replace: 'phones',
  },
  'phone-payers': {
    file: 'src/shared/phones/read-row.ts',
    find: "projectPayment('owner-view', {",
    replace: "projectPayment('owner', {",
  },
  'other-shops-owner': {
    file: 'src/shared/bridge/shop-commands.ts',
    find: "command<ShopsView>('owner-looking')",
    replace: "command<ShopsView>('helper')",
  },
  'other-shops-gone': {
    file: 'src/core/other-shops/other-shops.ts',
    find: 'return { ...others, gone: [',
    replace: 'return { ...before, gone: [',
  },
  'phone-offer-old': {
    file: 'src/relay/store/phones.ts',
    find: 'and expires_at > now()',
    replace: '',
  },
  'phone-offer-key': {
    file: 'src/relay/store/shops.ts',
    find: 'await step`delete from comptoir_relay.phone_offer where shop = ${shop}`;',
    replace: '',
  },
  'claim-asks-first': {
    file: 'src/core/relay/shop-deeds.ts',
    find: 'parts.isThere() && parts.hasOthers() ?',
    replace: 'Math.random() > 1 ?',
  },
  'ahead-is-no-receipt': {
    file: 'src/core/relay/read-ahead.ts',
    find: 'stored: String(storedSeq)',
    replace: 'stored: String(seq)',
  },
  'leaves-after-reading': {
    file: 'src/core/relay/leaving.ts',
    find: 'if (closedMs !== null && sinceMs < closedMs) return;',
    replace: '',
  },
  'leaves-later': {
    file: 'src/core/relay/leaving.ts',
    find: "if (kind === 'late') answer();",
    replace: "if (kind === 'late') left();",
  },
  'refused-is-said': {
    file: 'src/core/relay/tell-relay.ts',
    find: 'if (isToSay) parts.notices',
    replace: 'if (isToSay && isSoon) parts.notices',
  },
  'farewell-again': {
    file: 'src/core/other-shops/farewells.ts',
    find: 'if (parts.left().length === 0 || isStopped) return;',
    replace: 'if (!isStopped) return;',
  },
  'left-is-nobody': {
    file: 'src/relay/collect/api.ts',
    find: 'await parts.onRevoked(device.id);',
    replace: '',
  },
  'time-in-reach': {
    file: 'src/relay/collect/requests.ts',
    find: 'v.isoTimestamp(), v.check(isInReach)',
    replace: 'v.isoTimestamp()',
  },
  'body-breaks-off': {
    file: 'src/relay/collect/requests.ts',
    find: 'request.once(bodyInterrupted, refuse);',
    replace: '',
  },
  'body-for-each-counter': {
    file: 'src/relay/store/retire.ts',
    find: 'coalesce(min(acked) filter (where revoked_at is null), max(acked))',
    replace: 'max(acked)',
  },
  'push-outside': {
    file: 'src/relay/push/push-network.ts',
    find: 'addresses.every((one) => network.isAllowed(one))',
    replace: 'addresses.length > 0',
  },
  'push-outside-later': {
    file: 'src/relay/push/push-network.ts',
    find: 'found.filter(({ address }) => network.isAllowed(address))',
    replace: 'found',
  },
  'push-outside-number': {
    file: 'src/relay/push/push-network.ts',
    find: 'isIP(host) !== 0 && !network.isAllowed(host)',
    replace: 'false',
  },
  'push-revoked': {
    file: 'src/relay/store/push.ts',
    find: 'on d.shop = a.shop and d.revoked_at is null',
    replace: 'on d.shop = a.shop',
  },
  'push-watched': {
    file: 'src/relay/push/watch.ts',
    find: 'watchedSince === null || now - lastRoundAt > unwatchedMs',
    replace: 'watchedSince === null',
  },
  'push-once': {
    file: 'src/relay/push/watch.ts',
    find: 'if (!isOurs) return;',
    replace: '',
  },
};
