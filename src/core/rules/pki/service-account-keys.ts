import { say } from "../../message.ts";
import type { PkiFile, PkiFolder } from "../../pki/model.ts";
import { isInUse } from "../../pki/model.ts";
import { folderOf } from "../../pki/names.ts";
import { checkingKeys, shareKey, signingKey } from "../../pki/service-account.ts";
import { aboutFile, folderRule, theKey } from "./rule.ts";

/**
 * `sa.pub` of kubeadm and k0s that is not of the `sa.key` beside it. Where a manifest gives the API server several keys,
 * or others, the rule on components tells.
 */
export const serviceAccountKeys = folderRule("pki-service-account-keys", "error", function* ({ folder }) {
  const files = new Map(folder.files.filter(isInUse).map(file => [file.name, file]));
  for (const [name, pub] of files) {
    if (!/(?:^|\/)sa\.pub$/.test(name)) continue;
    const key = files.get(`${folderOf(name)}sa.key`);
    if (key === undefined || isOtherwiseChecked(name, folder) || !isMismatch(pub, key)) continue;
    const message = say(
      'This is not the public key of {0}: with the two, the API server refuses every token that it signs for a service account ("invalid bearer token", 401). Write it anew on every control plane, openssl pkey -in sa.key -pubout -out sa.pub, and restart kube-apiserver.',
      key.path,
    );
    yield aboutFile(pub.path, message, { path: key.path, is: theKey });
  }
});

function isMismatch(pub: PkiFile, key: PkiFile): boolean {
  const signing = signingKey(key);
  const checking = checkingKeys(pub);
  return signing !== undefined && checking.length > 0 && !shareKey(signing, checking);
}

/** Whether the API server's manifest beside `pki` names anything but one `sa.pub`. */
function isOtherwiseChecked(name: string, { kubeconfigs }: PkiFolder): boolean {
  const manifest = `${folderOf(name).replace(/pki\/$/, "")}manifests/kube-apiserver.yaml`;
  const text = kubeconfigs.find(each => each.name === manifest)?.text;
  const named = [...(text ?? "").matchAll(/--service-account-key-file[= ]["']?([^\s"',]+)/g)];
  return named.length > 1 || named.some(([, path = ""]) => !path.endsWith("/sa.pub"));
}
