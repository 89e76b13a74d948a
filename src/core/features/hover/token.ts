import { type Message, say } from "../../message.ts";
import type { JsonWebToken, TokenIdentity, TokenInfo } from "../../tokens/types.ts";
import { tokenNeverValid } from "../../tokens/validity.ts";
import { moment, type Timing } from "../time.ts";
import { type Block, heading, note, type Row, row, table } from "./blocks.ts";
import { bounded } from "./certificate.ts";
import { endRow, failureBlocks } from "./cluster.ts";
import { type Target, userEntry } from "./target.ts";

/** `token`: what it says of itself, never the token. */
export function tokenBlocks(target: Target): Block[] {
  const entry = userEntry(target);
  const token = entry && target.analysis.users.get(entry)?.token;
  return token === undefined ? [] : tokenInfoBlocks(token, target.timing);
}

/** `tokenFile`: what the token in the file says of itself. */
export function tokenFileBlocks(target: Target): Block[] {
  const entry = userEntry(target);
  const token = entry && target.analysis.users.get(entry)?.fileToken;
  if (token === undefined) return [];
  const path = table(token.path === undefined ? [] : [row(say("File"), token.path)]);
  if (token.content === undefined) return [...path, ...failureBlocks(target, token.failure)];
  return [...tokenInfoBlocks(token.content, target.timing), ...path];
}

/** What a token says of itself, never the token. */
export function tokenInfoBlocks(token: TokenInfo, timing: Timing): Block[] {
  switch (token.kind) {
    case "jwt":
      return jwtBlocks(token, timing);
    case "bootstrap":
      return [
        heading(say("Bootstrap token")),
        ...table([row(say("Id"), token.id), ...identityRows(token.identity)]),
        note(
          say("For joining nodes. The API server takes it as long as its Secret in kube-system is there."),
        ),
      ];
    case "opaque":
      return [
        heading(say("Opaque token")),
        note(say("Only the API server knows whom it stands for and until when.")),
      ];
  }
}

const TYPES: Readonly<Record<JsonWebToken["type"], Message>> = {
  "service-account-bound": say("Service account token"),
  "service-account-legacy": say("Service account token from a Secret"),
  oidc: say("OpenID Connect token"),
  jwt: say("JSON Web Token"),
};

function jwtBlocks(token: JsonWebToken, timing: Timing): Block[] {
  return [
    heading(TYPES[token.type]),
    ...table([
      ...identityRows(token.identity),
      ...candidateRows(token),
      ...boundRows(token),
      ...claimRows(token, timing),
    ]),
    ...token.problems.map(problem => note(problem, "warning")),
    ...(token.type === "oidc"
      ? [note(say("Which claim is the user, and any prefix, is the API server's configuration."))]
      : []),
  ];
}

function* identityRows(identity: TokenIdentity | undefined): Iterable<Row> {
  if (identity === undefined) return;
  yield row(say("User"), identity.user);
  if (identity.groups.length > 0) yield row(say("Groups"), bounded(identity.groups));
  if (identity.uid !== undefined) yield row(say("UID"), identity.uid);
}

function* candidateRows({ userCandidates, identity }: JsonWebToken): Iterable<Row> {
  const others = userCandidates.filter(({ value }) => value !== identity?.user);
  if (others.length === 0) return;
  yield row(say("User may be"), bounded(others.map(({ claim, value }) => say("{0} ({1})", value, claim))));
}

function* boundRows({ serviceAccount, type }: JsonWebToken): Iterable<Row> {
  const bound = serviceAccount?.boundTo ?? [];
  if (bound.length > 0) yield row(say("Bound to"), bounded(bound.map(({ kind, name }) => `${kind} ${name}`)));
  else if (type === "service-account-legacy")
    yield row(say("Valid"), say("until its Secret is deleted"), "warning");
}

function* claimRows(token: JsonWebToken, timing: Timing): Iterable<Row> {
  const { claims, header, serviceAccount } = token;
  if (claims.iss !== undefined) yield row(say("Issuer"), claims.iss);
  if (claims.sub !== undefined && claims.sub !== token.identity?.user) yield row(say("Subject"), claims.sub);
  if (claims.aud.length > 0) yield row(say("Audience"), bounded(claims.aud));
  if (claims.iat !== undefined) yield row(say("Issued"), moment(claims.iat));
  if (claims.nbf !== undefined && claims.nbf > timing.now) {
    yield row(say("Valid from"), [moment(claims.nbf), say("not yet valid")], "warning");
  }
  if (claims.exp !== undefined) {
    const label = say("Valid until");
    yield tokenNeverValid(token)
      ? row(label, [say("never valid"), moment(claims.exp)], "bad")
      : endRow(label, claims.exp, timing);
  }
  if (serviceAccount?.warnAfter !== undefined) {
    yield row(say("Extended"), say("meant to end {0}", moment(serviceAccount.warnAfter)));
  }
  if (header.alg !== undefined) yield row(say("Signature"), header.alg);
}
