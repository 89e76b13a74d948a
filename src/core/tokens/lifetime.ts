import { readToken } from "./index.ts";

/** How long a token is good that was asked for. */
export interface GivenLifetime {
  /** Milliseconds since the epoch; absent where it never ends, or does not say. */
  readonly until?: number;
  /** Seconds from its making to its end. */
  readonly seconds?: number;
  /** Set beside what was asked for; servers shorten without a word (`--service-account-max-token-expiration`). */
  readonly verdict: "as-asked" | "shorter" | "longer" | "unknown";
}

/** Seconds: servers count from a moment before or after the request. */
const SLACK = 60;

/** What the server really gave. @param asked seconds */
export function givenLifetime(token: string, asked: number): GivenLifetime {
  const info = readToken(token);
  const { exp, iat, nbf } = info.kind === "jwt" ? info.claims : {};
  if (exp === undefined) return { verdict: "unknown" };
  const from = iat ?? nbf;
  if (from === undefined) return { until: exp, verdict: "unknown" };
  const seconds = Math.round((exp - from) / 1000);
  const verdict =
    seconds < asked - SLACK ? "shorter" : seconds > asked + SLACK ? "longer" : ("as-asked" as const);
  return { until: exp, seconds, verdict };
}
