import type { ClusterEntry, Field, UserEntry } from "../../core/kubeconfig/model.ts";
import { misplacedContent } from "../../core/kubeconfig/secrecy.ts";
import { type Message, say } from "../../core/message.ts";
import type { FileRead, FileView } from "../../core/ports.ts";
import { shown } from "../../core/rules/words.ts";

/** The absolute path of a field of an entry; undefined where there is no folder that it counts from. */
export type PathOf = (entry: ClusterEntry | UserEntry, field: Field<string>) => string | undefined;

/** The files that a connection cannot do without. A token that stands there itself does without its file. */
function neededFiles(
  cluster: ClusterEntry,
  user: UserEntry | undefined,
): readonly (readonly [ClusterEntry | UserEntry, Field<string>])[] {
  const own = user === undefined ? [] : [user.clientCertificate, user.clientKey, tokenFileOf(user)];
  return [
    ...[cluster.certificateAuthority].map(field => [cluster, field] as const),
    ...own.map(field => [user, field] as const),
  ].flatMap(([entry, field]) => (entry !== undefined && field?.value ? [[entry, field] as const] : []));
}

function tokenFileOf({ token, tokenFile }: UserEntry): Field<string> | undefined {
  return token?.value ? undefined : tokenFile;
}

/**
 * Why a file that is needed is not read here, though kubectl might read it. Nothing else may take its place: where the CA is
 * not known, those of the machine do not count.
 */
export function unreadFile(
  context: string,
  [cluster, user]: readonly [ClusterEntry, UserEntry | undefined],
  pathOf: PathOf,
  view: FileView,
): Message | undefined {
  for (const [entry, field] of neededFiles(cluster, user)) {
    if (misplacedContent(field.value) !== undefined) {
      return say(
        "A field of the context {0} that must name a file holds something else: kubectl finds no such file. Look at the findings of its kubeconfig.",
        context,
      );
    }
    const path = pathOf(entry, field);
    const why = path === undefined ? NOWHERE : whyNot(view.get(path));
    if (why !== undefined) return say(why, shown(field.value), context);
  }
  return undefined;
}

const NOWHERE =
  "The file {0} of the context {1} is not read: it counts from the folder of the kubeconfig, which is not saved.";

/** What client-go has words for is none of these. */
function whyNot(read: FileRead | undefined): string | undefined {
  switch (read?.kind) {
    case "too-large":
      return "The file {0} of the context {1} is not read: it is larger than any certificate, key or token.";
    case "not-regular":
      return read.what === "directory"
        ? undefined
        : "The file {0} of the context {1} is not read: it is no regular file.";
    default:
      return undefined;
  }
}
