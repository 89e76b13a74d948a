import { render, say } from "../../message.ts";
import type { Leftover, PkiFolder } from "../../pki/model.ts";
import { stemOf } from "../../pki/names.ts";
import { aboutFile, folderRule } from "./rule.ts";

/** Files that a rotation or a person put aside: nothing uses them, so nothing else is said of them. */
export const pkiLeftover = folderRule("pki-leftover", "information", function* ({ folder }) {
  const sizes = new Map<string, number>();
  const found = leftoversOf(folder);
  for (const { leftover } of found) {
    if (leftover.folder !== undefined) sizes.set(leftover.folder, (sizes.get(leftover.folder) ?? 0) + 1);
  }
  const stems = new Set(found.filter(({ isKey }) => !isKey).map(({ name }) => stemOf(name)));
  for (const { path, name, isKey, leftover } of found) {
    const why = render(leftover.why);
    const size = leftover.folder === undefined ? undefined : sizes.get(leftover.folder);
    if (leftover.folder === undefined) {
      if (isKey && stems.has(stemOf(name))) continue;
      yield aboutFile(
        path,
        say("This file is left over: {0}. Nothing uses it; remove it when you no longer want it.", why),
      );
    } else if (size !== undefined) {
      sizes.delete(leftover.folder);
      yield aboutFile(
        path,
        size === 1
          ? say(
              "The file in {0} is left over: {1}. Nothing uses it; remove it when you no longer want to go back.",
              leftover.folder,
              why,
            )
          : say(
              "The {0} files in {1} are left over: {2}. Nothing uses them; remove them when you no longer want to go back.",
              size,
              leftover.folder,
              why,
            ),
      );
    }
  }
});

interface Found {
  readonly path: string;
  readonly name: string;
  /** A private key and nothing else. */
  readonly isKey: boolean;
  readonly leftover: Leftover;
}

function leftoversOf({ files, kubeconfigs }: PkiFolder): readonly Found[] {
  return [
    ...files.map(file => ({ ...file, isKey: file.key !== undefined && file.certificates.length === 0 })),
    ...kubeconfigs.map(file => ({ ...file, isKey: false })),
  ]
    .flatMap(({ path, name, isKey, leftover }) =>
      leftover === undefined ? [] : [{ path, name, isKey, leftover }],
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
