/** What kubectl says, and the class of failure that it is; the first that fits. */
const CLASSES: readonly (readonly [RegExp, string])[] = [
  // kubectl tries again for as long as it may.
  [/error from a previous attempt: .*(?:EOF|connection reset)/, "reset"],
  // There is nobody to ask.
  [/^error: EOF$/m, "asks"],
  [/^(?:error: (?!You must be logged in)|Error in configuration)/m, "config"],
  [/You must be logged in to the server/, "unauthorized"],
  [/^Error from server \(Forbidden\)/m, "forbidden"],
  [/^Error from server \(NotFound\)/m, "not-found"],
  [/^Error from server/m, "status"],
  [/invalid header field/, "credential"],
  [/Unable to connect to the server: (?:invalid |parse |net\/url: )/, "config"],
  [/refusing to use HTTP_PROXY|unsupported protocol scheme/, "config"],
  [/Proxy Authentication Required|username\/password authentication failed/, "proxy-login"],
  [/The connection to the server .* was refused|connection refused/, "refused"],
  [/no such host|server misbehaving/, "dns"],
  [/server gave HTTP response to HTTPS client/, "plain-http"],
  [/socks connect|proxyconnect|Unable to connect to the server: (?:Forbidden|Bad Gateway)$/m, "proxy"],
  [/tls: private key|tls: failed to find/, "credential"],
  [/x509:|tls: failed to (?:verify|parse) certificate/, "certificate"],
  [/Client\.Timeout|context deadline exceeded|i\/o timeout|handshake timeout/, "timeout"],
  [/EOF|connection reset/, "reset"],
  [/tls:/, "tls"],
  [/dial tcp/, "unreachable"],
];

export function classOf(stderr: string): string {
  const said = stderr.replace(/^[EWI]\d{4} .*\n/gm, "");
  return CLASSES.find(([pattern]) => pattern.test(said))?.[1] ?? "other";
}
