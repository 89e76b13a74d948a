import type { Identity } from "../kubeconfig/facts-model.ts";
import { type Message, say } from "../message.ts";
import { shown } from "../rules/words.ts";

/** Who the API server says somebody is. */
export interface SeenIdentity {
  readonly username: string;
  readonly groups: readonly string[];
}

/** What a server adds to everybody whom it knows, or does not. */
const OWN_GROUPS: ReadonlySet<string> = new Set(["system:authenticated", "system:unauthenticated"]);

const SOURCES: Readonly<Record<Identity["source"], Message>> = {
  "client-certificate": say("the client certificate"),
  token: say("the token"),
  "token-file": say("the token of tokenFile"),
  impersonation: say("the impersonation"),
  basic: say("the user name"),
  "auth-provider": say("the id-token"),
};

/**
 * What the API server says of who somebody is beside what the kubeconfig says, and why the two may differ.
 * @param expected what the kubeconfig says, best first
 * @param plugin a program gives the credential, so that nothing is known before
 */
export function identityDifferences(
  expected: readonly Identity[],
  seen: SeenIdentity,
  plugin: boolean,
): readonly Message[] {
  if (seen.username === "system:anonymous") return [anonymous(expected)];
  const [first] = expected;
  if (first === undefined) {
    return plugin
      ? []
      : [
          say(
            "The kubeconfig does not say who its user is; the API server takes it for {0}.",
            shown(seen.username),
          ),
        ];
  }
  const match = expected.find(each => each.user === seen.username) ?? first;
  return [...nameDifference(match, seen, expected), ...groupDifference(match, seen)];
}

function anonymous(expected: readonly Identity[]): Message {
  return expected.length === 0
    ? say("No credential was sent, so the API server takes you for nobody, system:anonymous.")
    : say(
        "The API server takes you for nobody, system:anonymous: no credential of the kubeconfig reached it. A proxy or a load balancer that ends TLS does not pass a client certificate on.",
      );
}

function* nameDifference(
  match: Identity,
  seen: SeenIdentity,
  expected: readonly Identity[],
): Iterable<Message> {
  if (match.user === seen.username) {
    if (match !== expected[0] && expected[0] !== undefined && expected[0].source !== "impersonation") {
      const [first] = expected;
      yield say(
        "The kubeconfig sends several credentials, and the API server goes by {0} rather than by {1}.",
        SOURCES[match.source].template,
        SOURCES[first.source].template,
      );
    }
    return;
  }
  if (seen.username.endsWith(match.user)) {
    yield say(
      'The API server puts "{0}" before the name of {1}: its flag --oidc-username-prefix, or the prefix of an authenticator, says so.',
      shown(seen.username.slice(0, -match.user.length)),
      SOURCES[match.source].template,
    );
    return;
  }
  yield say(
    "By {0} you are {1}; the API server takes you for {2}. Another credential, a proxy that logs in for you, or another cluster than the kubeconfig is for may be behind it.",
    SOURCES[match.source].template,
    shown(match.user),
    shown(seen.username),
  );
}

function* groupDifference(match: Identity, seen: SeenIdentity): Iterable<Message> {
  const missing = match.groups.filter(
    group => !seen.groups.some(each => each === group || each.endsWith(`:${group}`)),
  );
  const added = seen.groups.filter(
    group =>
      !OWN_GROUPS.has(group) && !match.groups.some(each => each === group || group.endsWith(`:${each}`)),
  );
  if (missing.length > 0) {
    yield say(
      "{0} names groups that the API server does not see: {1}.",
      capital(SOURCES[match.source].template),
      missing.map(shown).join(", "),
    );
  }
  if (added.length > 0 && match.groups.length > 0) {
    yield say("The API server adds the groups {0}.", added.map(shown).join(", "));
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
