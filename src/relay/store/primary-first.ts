import { connect } from './database';

/**
 * The same URL with the host first that accepts writes: the driver asks its hosts in order, and waits two seconds for one
 * whose computer is gone. Unchanged where it names one host, or none answers.
 */
export async function primaryFirst(url: string): Promise<string> {
  const [, before = '', hosts = '', rest = ''] =
    /^(postgres(?:ql)?:\/\/(?:[^@/]*@)?)([^/?#]*)(.*)$/.exec(url) ?? [];
  const names = hosts.split(',');
  if (names.length < 2) return url;
  const ask = async (name: string): Promise<string> => {
    const sql = connect(`${before}${name}${rest}`, { max: 1, asApp: false });
    try {
      await sql`select 1`;
      return name;
    } finally {
      await sql.end({ timeout: 0 });
    }
  };
  const first = await Promise.any(names.map(ask)).catch(() => null); // connecting then fails with the reason
  if (first === null) return url;
  return `${before}${[first, ...names.filter((name) => name !== first)].join()}${rest}`;
}
