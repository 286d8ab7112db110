/** A payer's number with all but its last two digits hidden: enough to ask "does it end in 42?", too little to call. */
export function maskAccount(account: string | null): string | null {
  if (account === null) return null;
  const characters = Array.from(account);
  return characters.length <= 4 ? '•'.repeat(characters.length) : `•••• ${characters.slice(-2).join('')}`;
}
