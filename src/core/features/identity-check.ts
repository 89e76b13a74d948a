import type { Identity } from "../kubeconfig/facts-model.ts";
import { english, type Message, render, say, type Translate } from "../message.ts";
import { shown } from "../rules/words.ts";

/** Who the API server says somebody is. */
export interface SeenIdentity {
  readonly username: string;
  readonly uid?: string;
  readonly groups: readonly string[];
}

/** apiserver pkg/authentication/user, Anonymous. */
const NOBODY = "system:anonymous";

/** What a server adds by itself to whom it knows, or does not. */
const OWN_GROUPS: ReadonlySet<string> = new Set(["system:authenticated", "system:unauthenticated"]);

/** Who an identity is by. */
export const IDENTITY_SOURCES: Readonly<Record<Identity["source"], Message>> = {
  "client-certificate": say("the client certificate"),
  token: say("the token"),
  "token-file": say("the token of tokenFile"),
  impersonation: say("the impersonation"),
  basic: say("the user name"),
  "auth-provider": say("the id-token"),
};

/** Those whose names a server may put a prefix before: claims of a JSON Web Token. */
const PREFIXED: ReadonlySet<Identity["source"]> = new Set(["token", "token-file", "auth-provider"]);

/**
 * What the API server says of who somebody is beside what the kubeconfig says, and why the two may differ. Nothing where
 * the kubeconfig does not say who somebody is, as with an opaque token or a plugin.
 * @param expected what the kubeconfig says, best first
 * @param sends whether the context sends any credential
 */
export function identityDifferences(
  expected: readonly Identity[],
  seen: SeenIdentity,
  sends: boolean,
  translate: Translate = english,
): readonly Message[] {
  const [first] = expected;
  if (seen.username === NOBODY) return first?.user === NOBODY ? [] : [anonymous(sends)];
  if (first === undefined) return [];
  const by = ({ source }: Identity) => render(IDENTITY_SOURCES[source], translate);
  const match = expected.find(each => isOf(each, seen)) ?? first;
  return [
    ...nameDifference(match, first, seen, by),
    ...(isOf(match, seen) ? [...groupDifference(match, seen, by), ...uidDifference(match, seen, by)] : []),
  ];
}

type By = (identity: Identity) => string;

function anonymous(sends: boolean): Message {
  return sends
    ? say(
        "The API server takes you for nobody ({0}): no credential of the kubeconfig reached it. A proxy or load balancer that ends TLS does not pass a client certificate on.",
        NOBODY,
      )
    : say("The context sends no credential, so the API server takes you for nobody ({0}).", NOBODY);
}

/** By its own name, or with a prefix that the server may have put before it. */
function isOf(identity: Identity, { username }: SeenIdentity): boolean {
  return username === identity.user || prefixOf(identity, username) !== undefined;
}

function prefixOf({ source, user }: Identity, username: string): string | undefined {
  return PREFIXED.has(source) && user !== "" && username !== user && username.endsWith(user)
    ? username.slice(0, -user.length)
    : undefined;
}

function* nameDifference(match: Identity, first: Identity, seen: SeenIdentity, by: By): Iterable<Message> {
  if (!isOf(match, seen)) {
    yield match.source === "impersonation"
      ? say(
          "The context impersonates {0}, but the API server takes you for {1}. A proxy or login service in front of it may set another user.",
          shown(match.user),
          shown(seen.username),
        )
      : say(
          "By {0} you are {1}, but the API server takes you for {2}. It may go by another credential, a proxy may log in for you, or the kubeconfig may lead to another cluster than it was made for.",
          by(match),
          shown(match.user),
          shown(seen.username),
        );
    return;
  }
  if (match !== first) {
    yield first.source === "impersonation"
      ? say(
          "The context impersonates {0}, but the API server takes you for {1} as {2} says. Something in front of it drops the headers Impersonate-User and Impersonate-Group.",
          shown(first.user),
          shown(seen.username),
          by(match),
        )
      : say(
          "The API server goes by {0}, not by {1}, which it would try first: it does not accept that, or never gets it.",
          by(match),
          by(first),
        );
  }
  const prefix = prefixOf(match, seen.username);
  if (prefix !== undefined) {
    yield say(
      'The API server puts "{0}" before the user name in {1}. It is set up so, by --oidc-username-prefix or by an AuthenticationConfiguration; RBAC must name the user {2}.',
      shown(prefix),
      by(match),
      shown(seen.username),
    );
  }
}

function* groupDifference(match: Identity, seen: SeenIdentity, by: By): Iterable<Message> {
  const others = seen.groups.filter(group => !isOwn(group, seen));
  const prefix = groupPrefix(match, others);
  const expected = match.groups.map(group => `${prefix}${group}`);
  const missing = expected.filter(group => !seen.groups.includes(group));
  const added = others.filter(group => !expected.includes(group));
  if (prefix !== "") {
    yield say(
      'The API server puts "{0}" before the groups in {1}. It is set up so, by --oidc-groups-prefix or by an AuthenticationConfiguration; RBAC must name the groups with it.',
      shown(prefix),
      by(match),
    );
  }
  if (missing.length > 0) {
    yield say(
      "By {0} you are in groups that the API server does not see: {1}.",
      by(match),
      missing.map(shown).join(", "),
    );
  }
  if (added.length > 0 && (match.groups.length > 0 || !PREFIXED.has(match.source))) {
    yield say(
      "The API server also sees you in groups that {0} does not name: {1}.",
      by(match),
      added.map(shown).join(", "),
    );
  }
}

/**
 * Groups that come with the name: those of every authenticated user, of service accounts (apiserver
 * pkg/authentication/serviceaccount), and what the Secret of a bootstrap token adds (auth-extra-groups).
 */
function isOwn(group: string, { username }: SeenIdentity): boolean {
  if (OWN_GROUPS.has(group)) return true;
  const [, namespace] = /^system:serviceaccount:([^:]+):/.exec(username) ?? [];
  if (namespace !== undefined) {
    return group === "system:serviceaccounts" || group === `system:serviceaccounts:${namespace}`;
  }
  return username.startsWith("system:bootstrap:") && group.startsWith("system:bootstrappers");
}

/** What stands before each group that a token names, where it is the same for all; empty where there is none. */
function groupPrefix({ source, groups }: Identity, seen: readonly string[]): string {
  const [first] = groups;
  if (first === undefined || first === "" || !PREFIXED.has(source)) return "";
  if (groups.some(group => seen.includes(group))) return "";
  const prefixes = seen.filter(each => each.endsWith(first)).map(each => each.slice(0, -first.length));
  return prefixes.find(prefix => groups.every(group => seen.includes(`${prefix}${group}`))) ?? "";
}

function* uidDifference(match: Identity, seen: SeenIdentity, by: By): Iterable<Message> {
  const { source, uid } = match;
  if (uid === undefined || uid === seen.uid || PREFIXED.has(source)) return;
  if (seen.uid !== undefined) {
    yield say(
      "By {0} your user id is {1}, but the API server sees {2}.",
      by(match),
      shown(uid),
      shown(seen.uid),
    );
    return;
  }
  // It does so where the feature gate AllowParsingUserUIDFromCertAuth is on.
  yield source === "client-certificate"
    ? say(
        "The client certificate names the user id {0}, which the API server does not read from it.",
        shown(uid),
      )
    : say("By {0} your user id is {1}, which the API server does not see.", by(match), shown(uid));
}
