import { type Message, render, say } from "../../message.ts";
import { isInUse, type PkiFile } from "../../pki/model.ts";
import { aboutFile, folderRule } from "./rule.ts";

/** Files in a form that no component of Kubernetes reads (client-go util/cert, ParseCertsPEM). */
export const pkiNotPem = folderRule("pki-not-pem", "information", function* ({ folder }) {
  for (const file of folder.files.filter(isInUse)) {
    const message = messageFor(file);
    if (message !== undefined) yield aboutFile(file.path, message);
  }
});

function messageFor({
  name,
  der,
  pkcs12,
  key,
  requests,
  certificates,
  failure,
}: PkiFile): Message | undefined {
  if (pkcs12) {
    return say(
      "This is a PKCS#12 store. It is sealed with a password and not read here, nor by Kubernetes: {0} makes PEM of it.",
      opensslLine("pkcs12", name, "-nodes"),
    );
  }
  if (der !== true) return undefined;
  if (key !== undefined) return inDer(say("private key"), opensslLine("pkey -inform der", name));
  if (requests.length > 0) return inDer(say("request"), opensslLine("req -inform der", name));
  if (failure === undefined && certificates.length === 0) {
    return inDer(say("public key"), opensslLine("pkey -pubin -inform der", name));
  }
  return certificates.length > 0
    ? inDer(say("certificate"), opensslLine("x509 -inform der", name))
    : undefined;
}

function inDer(what: Message, command: string): Message {
  return say("This is a {0} in DER, and Kubernetes reads PEM: {1} makes PEM of it.", render(what), command);
}

/** With the file's name where a shell takes it as it stands. */
function opensslLine(what: string, name: string, ...more: readonly string[]): string {
  const file = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(name) ? name : "FILE";
  return ["openssl", what, "-in", file, "-out", `${file}.pem`, ...more].join(" ");
}
