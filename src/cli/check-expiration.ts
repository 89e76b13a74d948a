import type { Analysis } from "../core/analysis.ts";
import {
  compared,
  type FolderFacts,
  factsOfFolder,
  gatherFolder,
  gatherKubeconfigs,
} from "../core/gather.ts";
import { factsOfManifests, type ManifestFacts } from "../core/gather-manifests.ts";
import { isSigningRequest } from "../core/manifests/signing-request.ts";
import { type Message, render, say } from "../core/message.ts";
import { folderOfOne } from "../core/pki/lone-file.ts";
import type { PkiFolder } from "../core/pki/model.ts";
import { verdictOfRows } from "../core/report/exit.ts";
import {
  buildReport,
  calendar,
  csv,
  kubeadmJson,
  kubeadmText,
  kubeadmYaml,
  markdown,
  type Presentation,
  type Report,
  wideText,
} from "../core/report/index.ts";
import { kubeadmRows } from "../core/report/kubeadm-text.ts";
import { printable } from "../core/report/table.ts";
import type { ExpirationCommand, ExpirationFormat } from "./arguments.ts";
import { effectiveSources, type Input, readInput } from "./inputs.ts";
import { labelOf } from "./labels.ts";
import type { CliWorld } from "./world.ts";

const CRITICAL = 7 * 86_400_000;
const NO_DATES = say("there is neither a kubeconfig nor a certificate in the file");
const SEALED = say("a PKCS#12 store is sealed with a password and was not read");
const TOO_MANY = say("the file holds too many objects or kubeconfigs, and not all were read: split it");
const TOO_MUCH = say("the folder holds too much, and not all was read: name the folders in it one by one");

/** When things end. @returns the exit code: the worst of the rows that are printed */
export async function checkExpiration(command: ExpirationCommand, world: CliWorld): Promise<number> {
  const now = world.now();
  const thresholds = {
    warning: command.within,
    critical: Math.min(CRITICAL, command.within),
    exact: command.exact,
  };
  const gathered = await gather(command.paths, { now, thresholds, datesOnly: true }, world);
  const embedded = gathered.manifests.flatMap(each => each.embedded);
  const issued = gathered.manifests.flatMap(each => each.issued);
  const report = buildReport({ ...gathered, embedded, issued }, { now, thresholds });
  const unread = [...gathered.unusable, ...gathered.folders.flatMap(unreadOf)];
  for (const { path, reason } of unread) world.err(`${printable(`${path}: ${render(reason)}`)}\n`);
  const presentation = { label: labelOf(world) };
  world.out(renderers[command.format](report, presentation, command));
  const rows = isKubeadms(command.format) ? kubeadmRows(report, command.generation) : report.rows;
  return unread.length > 0 ? 2 : verdictOfRows(rows);
}

/** What a folder holds that nobody can vouch for; a link to nothing is no such thing. */
function unreadOf({ folder }: FolderFacts): readonly Pick<Unusable, "path" | "reason">[] {
  return folder.unread.filter(({ missing }) => !missing);
}

function isKubeadms(format: ExpirationFormat): boolean {
  return format === "text" || format === "json" || format === "yaml";
}

type Renderer = (report: Report, presentation: Presentation, command: ExpirationCommand) => string;

const renderers: Readonly<Record<ExpirationFormat, Renderer>> = {
  text: (report, presentation, { generation }) => kubeadmText(report, generation, presentation),
  wide: wideText,
  json: kubeadmJson,
  yaml: kubeadmYaml,
  csv,
  markdown,
  ics: (report, presentation) => calendar(report, presentation),
};

type Unusable = Extract<Input, { kind: "unusable" }>;

/** A file of objects of the Kubernetes API. */
export interface Manifests extends ManifestFacts {
  readonly path: string;
  readonly text: string;
  readonly what: Message;
}

export interface Gathered {
  readonly analyses: readonly Analysis[];
  readonly folders: readonly FolderFacts[];
  readonly manifests: readonly Manifests[];
  readonly unusable: readonly Unusable[];
}

type Options = Parameters<typeof gatherFolder>[2];

/** Everything that the command line names; each kubeconfig by itself, but those of KUBECONFIG together. */
export async function gather(paths: readonly string[], options: Options, world: CliWorld): Promise<Gathered> {
  if (paths.length === 0) return gatherEffective(options, world);
  const analyses: Analysis[] = [];
  const folders: FolderFacts[] = [];
  const unusable: Unusable[] = [];
  const manifests: Manifests[] = [];
  for (const given of paths) {
    const input = await readInput(given, world);
    if (input.kind === "unusable") unusable.push(input);
    else if (input.kind === "folder") {
      const facts = await gatherFolder(input.path, world, options);
      folders.push(facts);
      if (facts.folder.truncated) unusable.push({ kind: "unusable", path: input.path, reason: TOO_MUCH });
    } else if (input.kind === "objects") {
      const { path, text, what, objects } = input;
      const facts = await factsOfManifests(path, text, world, { ...options, objects });
      manifests.push({ ...facts, path, text, what });
      if (facts.truncated) unusable.push({ kind: "unusable", path, reason: TOO_MANY });
      if (options.datesOnly === true && lacksDates(facts)) {
        unusable.push({
          kind: "unusable",
          path,
          reason: say("it is {0}, and holds no kubeconfig", render(what)),
        });
      }
    } else if (input.kind === "kubeconfig") {
      analyses.push(await gatherKubeconfigs([input.source], world, options));
    } else {
      const facts = await factsOfFolder(folderOf(input), world, options);
      const reason = options.datesOnly === true ? whyNoDates(input, facts) : undefined;
      if (reason !== undefined) unusable.push({ kind: "unusable", path: input.path, reason });
      else folders.push(facts);
    }
  }
  return { analyses, folders: options.datesOnly === true ? folders : compared(folders), manifests, unusable };
}

type Single = Extract<Input, { kind: "certificates" | "manifest" }>;

/** A request for a certificate has no dates yet, and misses none. */
function lacksDates({ embedded, objects }: ManifestFacts): boolean {
  return embedded.length === 0 && !objects.some(isSigningRequest);
}

function whyNoDates(input: Single, { embedded }: FolderFacts): Message | undefined {
  if (input.kind === "manifest") return embedded.length > 0 ? undefined : NO_DATES;
  return input.file.pkcs12 ? SEALED : undefined;
}

function folderOf(input: Single): PkiFolder {
  if (input.kind === "certificates") return folderOfOne(input.file);
  const nothing = { path: input.path, files: [], unread: [], truncated: false };
  return { ...nothing, kubeconfigs: [input.file] };
}

async function gatherEffective(options: Options, world: CliWorld): Promise<Gathered> {
  const { sources, unusable } = await effectiveSources(world);
  const analyses = sources.length === 0 ? [] : [await gatherKubeconfigs(sources, world, options)];
  return {
    analyses,
    folders: [],
    manifests: [],
    unusable: unusable.filter(input => input.kind === "unusable"),
  };
}
