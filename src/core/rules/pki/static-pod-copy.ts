import { say } from "../../message.ts";
import { isOfMachine } from "../../pki/components/paths.ts";
import { readComponents } from "../../pki/components/read.ts";
import type { KubeadmDirectory, PkiFolder, PkiKubeconfig } from "../../pki/model.ts";
import { folderOf, nameBeforeAside } from "../../pki/names.ts";
import { aboutFile, folderRule } from "./rule.ts";

/**
 * A copy of a manifest that was put aside among the static pods: the kubelet reads every file there but those with a dot
 * in front (pkg/kubelet/config/file.go, extractFromDir), and runs one of two pods with one name.
 */
export const staticPodCopy = folderRule("pki-static-pod-copy", "warning", function* ({ folder, kubeadm }) {
  for (const file of folder.kubeconfigs) {
    const { name, path } = file;
    if (nameBeforeAside(name) === undefined || !isStaticPod(file, kubeadm)) continue;
    const original = originalOf(file, folder);
    if (original === undefined) continue;
    const message = say(
      "The kubelet runs every file of this folder, whatever its end, so this copy of {0} as well: of two pods with one name it runs one, perhaps the old. Move the copy out of the folder.",
      original.path,
    );
    yield aboutFile(path, message, { path: original.path, is: say("The manifest") });
  }
});

function isStaticPod({ name, path }: PkiKubeconfig, kubeadm: readonly KubeadmDirectory[]): boolean {
  if (!/(?:^|\/)manifests\/[^/]+$/.test(name)) return false;
  return isOfMachine(path) || kubeadm.some(({ prefix }) => folderOf(name) === `${prefix}manifests/`);
}

/** The file beside it that starts the same program. */
function originalOf(copy: PkiKubeconfig, { kubeconfigs }: PkiFolder): PkiKubeconfig | undefined {
  const [component] = readComponents(copy.text);
  if (component === undefined) return undefined;
  return kubeconfigs.find(
    ({ name, text }) =>
      name !== copy.name &&
      folderOf(name) === folderOf(copy.name) &&
      readComponents(text).some(({ program }) => program === component.program),
  );
}
