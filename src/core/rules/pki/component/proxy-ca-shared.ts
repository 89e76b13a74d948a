import { say } from "../../../message.ts";
import { aboutReference, componentRule } from "../rule.ts";
import { proxyTrust } from "./proxy.ts";

/** Whoever has a certificate of a client can pose as an authenticating proxy, and so as anybody. */
export const componentProxyCaShared = componentRule("pki-proxy-ca-shared", "error", function* (loaded) {
  const trust = proxyTrust(loaded);
  if (!trust?.sharedWithClients) return;
  const draft = aboutReference(loaded, trust.reference, trust.anyName ? everybody : shared);
  yield trust.anyName ? draft : { ...draft, severity: "warning" };
});

const everybody = say(
  "The CA of authenticating proxies is the CA of clients, and every name is allowed: whoever has a client certificate can be any user. Give proxies a CA of their own.",
);
const shared = say(
  "The CA of authenticating proxies is the CA of clients: whoever gets a client certificate for an allowed name can be any user. Give proxies a CA of their own.",
);
