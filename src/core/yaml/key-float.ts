/**
 * A float key as sigs.k8s.io/yaml spells it: Go's FormatFloat(key, 'g', -1, 32), the fewest digits that
 * give the same 32-bit float.
 */
export function keyFloat(json: string): string {
  const value = json === ".inf" ? Infinity : json === "-.inf" ? -Infinity : Math.fround(Number(json));
  if (!Number.isFinite(value)) {
    return value > 0 ? ".inf" : value < 0 ? "-.inf" : ".nan";
  }
  const negative = value < 0 || Object.is(value, -0);
  const digits = shortest(Math.abs(value));
  return (negative ? "-" : "") + layOut(digits.mantissa, digits.exponent);
}

/** No two decimals of so many digits give the same 32-bit float, except among the tiniest. */
const SURE_DIGITS = 6;
/** The least 32-bit float of full precision. */
const LEAST_NORMAL = 2 ** -126;

function shortest(value: number): { mantissa: string; exponent: number } {
  // Where that many digits do, the trailing zeros among them are all that is too much.
  for (let digits = value < LEAST_NORMAL ? 1 : SURE_DIGITS; digits <= 9; digits++) {
    const text = value.toExponential(digits - 1);
    if (Math.fround(Number(text)) === value) {
      const [mantissa = "0", exponent = "0"] = text.split("e");
      const all = mantissa.replace(".", "");
      return { mantissa: all.replace(/0+$/, "") || "0", exponent: Number(exponent) };
    }
  }
  return { mantissa: "0", exponent: 0 };
}

/** Go's format 'g' with the shortest digits has an exponent below 10^-4 and from 10^6 on. */
function layOut(mantissa: string, exponent: number): string {
  if (exponent < -4 || exponent >= 6) {
    const fraction = mantissa.length > 1 ? `.${mantissa.slice(1)}` : "";
    const size = String(Math.abs(exponent)).padStart(2, "0");
    return `${mantissa.charAt(0)}${fraction}e${exponent < 0 ? "-" : "+"}${size}`;
  }
  if (exponent < 0) {
    return `0.${"0".repeat(-exponent - 1)}${mantissa}`;
  }
  const whole = mantissa.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  return mantissa.length > exponent + 1 ? `${whole}.${mantissa.slice(exponent + 1)}` : whole;
}
