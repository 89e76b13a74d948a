import { equalBytes } from "../../bytes/bytes.ts";
import { type Message, render, say } from "../../message.ts";
import { chainReason } from "../../rules/chain-reason.ts";
import { day } from "../../rules/words.ts";
import { chainTo, isSelfIssued, issuedBy } from "../../x509/chain.ts";
import type { ChainRefused } from "../../x509/chain-verdict.ts";
import { commonName } from "../../x509/name.ts";
import type { Certificate } from "../../x509/types.ts";
import type { ServerFinding } from "./model.ts";
import { called, listed, type Served, topOf } from "./served.ts";
import { type TakeCa, withAdvice } from "./take-ca.ts";

/** Why no chain leads from the server's certificate to the CAs of a kubeconfig. */
export function trustFinding(
  served: Served,
  roots: readonly Certificate[],
  refused: ChainRefused,
  fix: TakeCa | undefined,
): ServerFinding {
  const { code, what } = causeOf(served, roots, refused);
  const message =
    fix === undefined && code === "chain-refused"
      ? say("{0} Have that certificate issued again.", render(what))
      : withAdvice(what, fix);
  return { code, severity: "error", message, ...(fix && { fix }) };
}

interface Cause {
  readonly code: "chain-refused" | "ca-replaced" | "self-signed" | "unknown-authority";
  readonly what: Message;
}

function causeOf(served: Served, roots: readonly Certificate[], refused: ChainRefused): Cause {
  const { leaf, intermediates, signed } = served;
  const leads = chainTo(roots, leaf, intermediates, signed) !== undefined;
  if (leads && (refused.culprit !== undefined || refused.code === "name-constraints")) {
    const reason = render(chainReason(refused, "serverAuth", each => nameOf(each, leaf)));
    const what = say("The certificate does not lead to a CA of the kubeconfig that counts: {0}.", reason);
    return { code: "chain-refused", what };
  }
  for (const child of [leaf, ...intermediates]) {
    const namesake = roots.find(root => issuedBy(child, root) !== "no-name" && !signed(child, root));
    if (namesake !== undefined) return { code: "ca-replaced", what: replaced(namesake, intermediates) };
  }
  if (isSelfIssued(leaf) && signed(leaf, leaf)) {
    const what = say(
      "The server's certificate is signed by itself, and is not among those of the kubeconfig ({0}).",
      authorities(roots),
    );
    return { code: "self-signed", what };
  }
  const { issuer } = topOf(served);
  const sibling = roots.find(({ subject }) => isSibling(commonName(subject), commonName(issuer)));
  if (sibling !== undefined) {
    const what = say(
      'The server\'s certificate is issued by "{0}", and the kubeconfig trusts "{1}": the CA of the cluster was replaced since, or this is another cluster of the same kind.',
      called(issuer),
      called(sibling.subject),
    );
    return { code: "ca-replaced", what };
  }
  const what = say(
    'The server\'s certificate is issued by "{0}", and the kubeconfig trusts {1}. It is another cluster, or something in between answers: a proxy that looks into TLS, or a load balancer with a certificate of its own.',
    called(issuer),
    authorities(roots),
  );
  return { code: "unknown-authority", what };
}

/** k3s and RKE2 put the time at which they made a CA behind its name: `k3s-server-ca@1764280000`. */
function isSibling(one: string, other: string): boolean {
  const [kind, made] = one.split("@");
  return made !== undefined && /^\d+$/.test(made) && other.startsWith(`${kind}@`);
}

/** A CA of the kubeconfig whose name is on the certificate, and whose key is not: a newer one, an older one, or another cluster's. */
function replaced(old: Certificate, intermediates: readonly Certificate[]): Message {
  const name = called(old.subject);
  const sent = intermediates.find(
    ({ subject, publicKey }) =>
      equalBytes(subject.der, old.subject.der) && !equalBytes(publicKey.spki, old.publicKey.spki),
  );
  const [theirs, ours] = [sent?.notBefore, old.notBefore];
  if (theirs === undefined || ours === undefined) {
    return say(
      'The server\'s certificate is signed by a CA of the same name as that of the kubeconfig, "{0}", with another key: the CA of the cluster was replaced since, or this is another cluster whose CA is called the same.',
      name,
    );
  }
  return theirs >= ours
    ? say(
        'The CA of the server, "{0}", is of {1}, and that of the kubeconfig, of the same name with another key, of {2}: the CA of the cluster was replaced since, or this is another cluster whose CA is called the same.',
        name,
        day(theirs),
        day(ours),
      )
    : say(
        'The CA of the server, "{0}", is of {1}, and that of the kubeconfig, of the same name with another key, is newer, of {2}: the server was not restarted since its CA was replaced, or this is another cluster whose CA is called the same.',
        name,
        day(theirs),
        day(ours),
      );
}

function authorities(roots: readonly Certificate[]): string {
  return roots.length === 0
    ? render(say("no CA"))
    : listed([...new Set(roots.map(({ subject }) => `"${called(subject)}"`))]);
}

function nameOf(certificate: Certificate, leaf: Certificate): string {
  return render(
    certificate === leaf ? say("the serving certificate") : say('the CA "{0}"', called(certificate.subject)),
  );
}
