/**
 * A JSON Web Token that looks as one of the API server or of an identity provider does; its signature is
 * made up. Times in claims are seconds since the epoch.
 */
export function makeJwt(
  claims: Readonly<Record<string, unknown>>,
  header: Readonly<Record<string, unknown>> = {},
): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value), "utf8").toString("base64url");
  const signature = Buffer.from("not a signature, only as long as one".padEnd(256, "."), "utf8");
  return [
    part({ alg: "RS256", kid: "sample", ...header }),
    part(claims),
    signature.toString("base64url"),
  ].join(".");
}
