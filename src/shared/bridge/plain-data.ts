/** No argument of ours is nested deeper. */
const deepest = 8;

/**
 * Whether a command's argument is plain JSON: null, or an object of named values. Guards look only at the
 * names that they know, so a list, a date or inherited values would pass as an empty object.
 */
export function isPlainArgument(argument: unknown): boolean {
  return argument === null || (isNamedValues(argument) && isPlain(argument, 0));
}

function isPlain(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null)
    return typeof value !== 'function' && typeof value !== 'symbol';
  if (depth > deepest) return false;
  const values: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  return (
    (Array.isArray(value) || isNamedValues(value)) &&
    !Object.keys(value).some((name) => name in Object.prototype) &&
    values.every((one) => isPlain(one, depth + 1))
  );
}

/** Also for objects made in another realm. */
function isNamedValues(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
