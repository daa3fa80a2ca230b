import type { CypherToken } from './tokenize.ts';

/** What is known of names and parameters: numbers alone. */
export type KnownNumbers = (token: CypherToken) => number | null;

const LEVELS: readonly ReadonlySet<string>[] = [
  new Set(['+', '-']),
  new Set(['*', '/', '%']),
  new Set(['^']),
];

/**
 * The number that an expression of numbers, known names, `+ - * / % ^`, brackets and toInteger() comes to, whatever the graph holds.
 *
 * @returns null when it is another expression
 */
export function constantValue(tokens: readonly CypherToken[], known: KnownNumbers): number | null {
  let place = 0;

  function level(depth: number): number | null {
    const operators = LEVELS[depth];
    if (!operators) return signed();
    let value = level(depth + 1);
    for (;;) {
      const operator = tokens[place]?.text ?? '';
      if (value === null || !operators.has(operator)) return value;
      place++;
      const right = level(depth + 1);
      value = right === null ? null : apply(operator, value, right);
    }
  }

  function signed(): number | null {
    const sign = tokens[place]?.text;
    if (sign !== '-' && sign !== '+') return single();
    place++;
    const value = signed();
    return value === null ? null : sign === '-' ? -value : value;
  }

  function single(): number | null {
    const token = tokens[place++];
    if (token?.kind === 'number') return Number(token.text.replaceAll('_', ''));
    const whole = token?.kind === 'word' && token.upper === 'TOINTEGER' && tokens[place]?.text === '(';
    if (whole) place++;
    if (!whole && token?.text !== '(') return token ? known(token) : null;
    const value = level(0);
    if (tokens[place++]?.text !== ')') return null;
    return value === null || !whole ? value : Math.trunc(value);
  }

  const value = level(0);
  return value !== null && place === tokens.length ? value : null;
}

function apply(operator: string, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    default:
      return left ** right;
  }
}
