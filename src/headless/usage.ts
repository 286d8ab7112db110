/** The usage of each command. */
export const usages = {
  serve: `comptoir serve --data DIR [--port N] [--ui-port N] [--tunnel ngrok|cloudflare|none] [--no-notifications] [--open] [--lan] [--lan-port N] [--lan-address A]`,
  list: `comptoir list --data DIR [--from DATE] [--to DATE] [--status success|failed|check|all] [--limit N] --json`,
  check: `comptoir check --data DIR --json`,
  export: `comptoir export --data DIR --format csv|xlsx|json --out FILE [--from DATE] [--to DATE]`,
  import: `comptoir import --data DIR --file F [--provider kkiapay|fedapay] [--columns JSON] [--by NAME] [--dry-run] --json`,
  simulate: `comptoir simulate --url URL --secret SECRET [--count N] [--rate N] [--event success|failed|mixed] [--amount XOF]`,
  doctor: `comptoir doctor --data DIR --json`,
  backup: `comptoir backup --data DIR --to FOLDER`,
  restore: `comptoir restore --data DIR --from FOLDER [--even-damaged]`,
  secret: `comptoir secret --data DIR [--provider kkiapay|fedapay] [--sandbox] [--stdout]`,
  join: `comptoir join --data DIR --invitation URL`,
  relay: [
    `comptoir relay serve --database postgres://… --port N --public-url URL [--migrate] [--role receive|serve|both]`,
    `comptoir relay invite --database postgres://… --public-url URL [--shop NAME]`,
    `comptoir relay check --database postgres://… --json`,
  ].join('\n'),
} as const;

export type CommandName = keyof typeof usages;

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(usages, name);
}

export const usage = [...Object.values(usages), 'comptoir help [COMMAND]', 'comptoir --version', ''].join(
  '\n',
);
