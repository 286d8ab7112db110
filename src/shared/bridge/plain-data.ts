/** No argument of ours is nested deeper. */
const deepest = 8;

/**
 * Whether a command's argument is what JSON can say and no more: null, or an object of named values. Guards look at the names
 * that they know, so that a list, a date or what an object inherits would pass for an object with nothing in it.
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

/** Whatever realm made it. */
function isNamedValues(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
