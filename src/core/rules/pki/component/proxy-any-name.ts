import { say } from "../../../message.ts";
import { aboutReference, componentRule } from "../rule.ts";
import { proxyTrust } from "./proxy.ts";

/** Every certificate of the CA of proxies may act as one. */
export const componentProxyAnyName = componentRule("pki-proxy-any-name", "information", function* (loaded) {
  const trust = proxyTrust(loaded);
  if (!trust?.anyName || trust.sharedWithClients) return;
  const message = say(
    "Every certificate that this CA signed may act as an authenticating proxy. List the names that may in --requestheader-allowed-names.",
  );
  yield aboutReference(loaded, trust.reference, message);
});
