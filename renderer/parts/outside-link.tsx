/** A page of another site, opened in the computer's own browser. `address`: without its `https://`. */
export function OutsideLink({ address }: { readonly address: string }) {
  return (
    <a class="outside" href={`https://${address}`} target="_blank" rel="noreferrer">
      {address}
    </a>
  );
}
