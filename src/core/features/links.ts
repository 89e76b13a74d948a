import { hasCredential } from "../credential.ts";
import type { Field, KubeconfigFile } from "../kubeconfig/model.ts";
import { resolvePath } from "../kubeconfig/paths.ts";
import { pathFields } from "../kubeconfig/schema/values.ts";
import type { PathStyle } from "../ports.ts";
import type { Span } from "../text.ts";

/** A path in a kubeconfig and the file it leads to. */
export interface Link {
  readonly span: Span;
  /** Absolute. */
  readonly path: string;
}

/**
 * The paths that kubectl would open, relative ones from the folder of the kubeconfig (client-go
 * tools/clientcmd/loader.go, ResolveLocalPaths). A command without a slash is searched in PATH and is no link.
 */
export function links(file: KubeconfigFile, style: PathStyle): readonly Link[] {
  const base = file.source.path;
  if (base === undefined) return [];
  const commands = file.users.map(user => commandPath(user.exec?.value.command, style));
  const fields = [...[...file.clusters, ...file.users].flatMap(pathFields), ...commands];
  return fields.flatMap(field => {
    const path = resolvePath(base, field?.value ?? "", style);
    if (field === undefined || path === undefined || field.span.end === field.span.start) return [];
    return [{ span: field.span, path }];
  });
}

function commandPath(command: Field<string> | undefined, style: PathStyle): Field<string> | undefined {
  const separator = style === "windows" ? /[\\/]/ : /\//;
  if (command === undefined || hasCredential(command.value)) return undefined;
  return separator.test(command.value) ? command : undefined;
}
