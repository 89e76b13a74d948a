import { type Message, say } from "../../message.ts";
import { shown } from "../../rules/words.ts";

export type VersionSkew =
  /** One of the versions is none, or there is no kubectl to compare with. */
  | { readonly kind: "unknown" }
  | { readonly kind: "supported"; readonly minors: number }
  | {
      readonly kind: "unsupported";
      /** How many minor versions kubectl is ahead of the server; below zero where it is behind. */
      readonly minors: number;
      readonly message: Message;
      /** What `kubectl version` says, word for word. */
      readonly kubectl: string;
    };

/** Minor versions by which kubectl may differ (kubernetes.io/releases/version-skew-policy, kubectl cmd/version). */
const SUPPORTED = 1;

/**
 * Whether a kubectl is supported with a server (kubectl pkg/cmd/version/skew_warning.go).
 * @param server gitVersion of `/version`: `v1.33.1+k3s1`
 * @param kubectl clientVersion.gitVersion of `kubectl version`
 */
export function versionSkew(server: string, kubectl: string | undefined): VersionSkew {
  const [theirs, ours] = [parse(server), parse(kubectl ?? "")];
  if (theirs === undefined || ours === undefined) return { kind: "unknown" };
  const minors = ours.minor - theirs.minor;
  if (ours.major === theirs.major && Math.abs(minors) <= SUPPORTED) return { kind: "supported", minors };
  const isNewer = ours.major === theirs.major ? minors > 0 : ours.major > theirs.major;
  const args = [shown(kubectl ?? ""), shown(server), ...rangeOf(theirs)];
  const message = isNewer
    ? say(
        "kubectl {0} is too new for the server, {1}: one minor version of difference is supported. Fields and commands that the server does not know fail or are dropped. Use kubectl {2} to {3}.",
        ...args,
      )
    : say(
        "kubectl {0} is too old for the server, {1}: one minor version of difference is supported. What was removed from or added to the server since fails or is not seen. Use kubectl {2} to {3}.",
        ...args,
      );
  const versions = `client (${ours.major}.${ours.minor}) and server (${theirs.major}.${theirs.minor})`;
  const words = `version difference between ${versions} exceeds the supported minor version skew of +/-${SUPPORTED}`;
  return { kind: "unsupported", minors, message, kubectl: `Warning: ${words}` };
}

interface Version {
  readonly major: number;
  readonly minor: number;
}

/** apimachinery util/version ParseSemantic, as far as the first two numbers go. */
function parse(text: string): Version | undefined {
  const match = /^\s*v?(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(?:0|[1-9]\d{0,8})(?:[-+]|\s*$)/.exec(text);
  return match === null ? undefined : { major: Number(match[1]), minor: Number(match[2]) };
}

function rangeOf({ major, minor }: Version): readonly [string, string] {
  return [`${major}.${Math.max(minor - SUPPORTED, 0)}`, `${major}.${minor + SUPPORTED}`];
}
