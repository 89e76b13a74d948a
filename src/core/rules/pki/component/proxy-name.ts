import { say } from "../../../message.ts";
import { certificatesOf, fileOf } from "../../../pki/components/load.ts";
import { commonName } from "../../../x509/name.ts";
import { aboutReference, componentRule } from "../rule.ts";
import { proxyTrust } from "./proxy.ts";

/** The API server's own proxy certificate under a name that extension API servers do not allow. */
export const componentProxyName = componentRule("pki-proxy-name", "error", function* (loaded) {
  const trust = proxyTrust(loaded);
  const allowed = loaded.component.allowedNames;
  const [client] = certificatesOf(fileOf("proxy-client-cert-file", loaded));
  if (trust === undefined || trust.anyName || allowed === undefined || client === undefined) return;
  const name = commonName(client.subject);
  if (allowed.names.includes(name)) return;
  const message = say(
    "The API server's own proxy certificate is {0}, which is not among the allowed names. Extension API servers refuse its requests.",
    name,
  );
  yield aboutReference(loaded, allowed, message);
});
