import type { Draft } from "../../finding.ts";
import type { ManifestObject } from "../../manifests/objects.ts";
import { type Message, say } from "../../message.ts";
import type { LoadedComponent } from "../../pki/components/load.ts";
import type { FileReference } from "../../pki/components/read.ts";
import type { ControlPlane } from "../../pki/control-planes.ts";
import type { KubeadmDirectory, PkiFolder } from "../../pki/model.ts";
import type { Subject } from "../../pki/subjects.ts";
import type { Breathe } from "../../steps.ts";
import type { Span } from "../../text.ts";
import { ruleOn } from "../rule.ts";

/** What "soon" means, and from when. Milliseconds. */
export interface PkiTiming {
  /** Since the epoch. */
  readonly now: number;
  /** How long before its end a certificate is worth a warning. */
  readonly warning: number;
  /** Awaited between two certificates, so that others of the host have their turn. */
  readonly breathe?: Breathe;
}

export interface CertificateInput {
  readonly subject: Subject;
  readonly timing: PkiTiming;
}

export interface FolderInput {
  readonly folder: PkiFolder;
  readonly kubeadm: readonly KubeadmDirectory[];
}

type Drafts = Iterable<Draft> | AsyncIterable<Draft>;

/** An object of a manifest. */
export interface ManifestInput {
  readonly object: ManifestObject;
  /** What findings name as their source. */
  readonly source: string;
}

export const planesRule = ruleOn<readonly ControlPlane[]>();
export const certificateRule = ruleOn<CertificateInput, Drafts>();
export const folderRule = ruleOn<FolderInput, Drafts>();
export const componentRule = ruleOn<LoadedComponent>();
export const manifestRule = ruleOn<ManifestInput, Drafts>();

/** The place of what is said about a file as a whole. */
export const WHOLE_FILE = { start: 0, end: 0 } as const;

/** Something to say about a file as a whole. @param other the file that it is about as well */
export function aboutFile(
  path: string,
  message: Message,
  other?: { readonly path: string; readonly is: Message },
): Draft {
  const related = other && [{ source: other.path, span: WHOLE_FILE, message: other.is }];
  return { source: path, span: WHOLE_FILE, message, ...(related && { related }) };
}

/** Something to say at the place where a manifest or configuration names a file. */
export function aboutReference(
  { manifest }: LoadedComponent,
  { span }: Pick<FileReference, "span">,
  message: Message,
): Draft {
  return { source: manifest, span, message };
}

/** Something to say at a value of an object. */
export function aboutValue(
  { object, source }: ManifestInput,
  { span }: { readonly span: Span },
  message: Message,
): Draft {
  return { source, span: { start: span.start + object.offset, end: span.end + object.offset }, message };
}

export const theCa = say("The CA");
export const theKey = say("The private key");

/** `2026-11-22`, in UTC. @param ms milliseconds since the epoch */
export function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
