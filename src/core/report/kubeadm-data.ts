import { yamlScalar } from "../yaml/write.ts";
import { visibleJson } from "./json.ts";
import { type CertificateInfo, kubeadmInfo } from "./kubeadm-info.ts";
import type { Report } from "./model.ts";

/** As `kubeadm certs check-expiration -o json`: four spaces, a line end at the end. */
export function kubeadmJson(report: Report): string {
  return `${visibleJson(kubeadmInfo(report), 4)}\n`;
}

/** As `kubeadm certs check-expiration -o yaml`: keys sorted, lists not indented. */
export function kubeadmYaml(report: Report): string {
  const { kind, apiVersion, certificates, certificateAuthorities } = kubeadmInfo(report);
  const lines = [
    `apiVersion: ${apiVersion}`,
    ...list("certificateAuthorities", certificateAuthorities),
    ...list("certificates", certificates),
    `kind: ${kind}`,
  ];
  return `${lines.join("\n")}\n`;
}

function list(key: string, items: readonly CertificateInfo[]): readonly string[] {
  if (items.length === 0) return [`${key}: []`];
  return [`${key}:`, ...items.flatMap(item => indented(mapping(item), "- "))];
}

/** The first line after `mark`, the others below it. */
function indented(lines: readonly string[], mark: string): readonly string[] {
  return lines.map((line, index) => (index === 0 ? mark : "  ") + line);
}

function mapping(record: object): readonly string[] {
  return Object.entries(record)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, value]) => entry(key, value));
}

function entry(key: string, value: unknown): readonly string[] {
  if (Array.isArray(value)) {
    return value.length === 0 ? [`${key}: []`] : [`${key}:`, ...value.map(item => `- ${scalar(item)}`)];
  }
  if (typeof value === "object" && value !== null) {
    return [`${key}:`, ...mapping(value).map(line => `  ${line}`)];
  }
  return [`${key}: ${scalar(value)}`];
}

function scalar(value: unknown): string {
  return typeof value === "string" ? yamlScalar(value) : JSON.stringify(value);
}
