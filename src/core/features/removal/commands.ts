import {
  isCommandText,
  powerShellString,
  type RbacSubject,
  type Shell,
  shellQuoted,
} from "../../rbac/index.ts";
import { doubleQuoted } from "../../yaml/write.ts";

/**
 * The command that lists the bindings that name any of the subjects: kind, namespace, name, role, and everybody they
 * name. What nobody would see of a name is an escape. PowerShell reads JSON by itself, any other shell by jq.
 */
export function listBindings(subjects: readonly RbacSubject[], shell: Shell): string {
  const get = "kubectl get rolebindings,clusterrolebindings --all-namespaces --output=json";
  return shell === "posix"
    ? `${get} |\n  jq -r ${shellQuoted(jqProgram(subjects), shell)}`
    : `(${get} | ConvertFrom-Json).items |\n${powerShellFilter(subjects)}`;
}

function jqProgram(subjects: readonly RbacSubject[]): string {
  const named = subjects.map(({ kind, name }) => `(.kind == "${kind}" and .name == ${doubleQuoted(name)})`);
  return [
    `.items[] | select(any(.subjects[]?; ${named.join(" or ")})) |`,
    '    [.kind, (.metadata.namespace // "-"), .metadata.name, .roleRef.kind + "/" + .roleRef.name,',
    '     ([.subjects[] | .kind + " " + .name] | join(", "))] | @tsv',
  ].join("\n");
}

function powerShellFilter(subjects: readonly RbacSubject[]): string {
  const named = subjects.map(
    ({ kind, name }) => `($_.kind -ceq '${kind}' -and $_.name -ceq ${powerShellText(name)})`,
  );
  return [
    `  Where-Object { $_.subjects | Where-Object { ${named.join(" -or ")} } } |`,
    "  Select-Object kind, @{n='namespace';e={$_.metadata.namespace}}, @{n='name';e={$_.metadata.name}},",
    "    @{n='role';e={$_.roleRef.kind + '/' + $_.roleRef.name}},",
    "    @{n='subjects';e={($_.subjects | ForEach-Object { $_.kind + ' ' + $_.name }) -join ', '}}",
  ].join("\n");
}

/** What nobody would see is an escape, which an expression of its own reads. */
function powerShellText(text: string): string {
  if (isCommandText(text)) return powerShellString(text);
  const escaped = text
    .replaceAll("\\", "\\\\")
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, character => character.split("").map(escapeOf).join(""));
  return `([regex]::Unescape(${powerShellString(escaped)}))`;
}

function escapeOf(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** The command that lists what the user may still do; none for names that no command line shows as they are. */
export function listRights(subjects: readonly RbacSubject[], shell: Shell): string | undefined {
  if (!subjects.every(({ name }) => isCommandText(name))) return undefined;
  const flags = subjects.map(({ kind, name }) => `${FLAGS[kind]}${shellQuoted(name, shell)}`);
  return `kubectl auth can-i --list ${flags.join(" ")}`;
}

const FLAGS: Readonly<Record<RbacSubject["kind"], string>> = { User: "--as=", Group: "--as-group=" };
