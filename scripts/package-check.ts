import { pages } from "./bundles.ts";

/** Bytes of a packed extension at most (design.md, "Performance"), with and without the cluster bundle. */
const MOST = { with: 900 * 1024, without: 400 * 1024 };

const bundles = ["extension", "web", "inspector", "commands", "core", "signing", "cluster"].join("|");

/** What a VSIX may hold: vsce's own two files, and these of ours. */
const allowed = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/package(\.nls(\.[a-z-]+)?)?\.json$/,
  /^extension\/(readme\.md|changelog\.md|LICENSE(\.txt)?)$/,
  new RegExp(`^extension/dist/(${bundles})\\.js$`),
  new RegExp(`^extension/dist/media/(${Object.values(pages).join("|")})\\.js$`),
  /^extension\/l10n\/bundle\.l10n(\.[a-z-]+)?\.json$/,
  /^extension\/media\/[\w./-]+\.(svg|png|md|css|js)$/,
];

const required = [
  "package.json",
  "LICENSE.txt",
  "dist/extension.js",
  "dist/web.js",
  "dist/inspector.js",
  "dist/commands.js",
  "dist/core.js",
  "dist/media/report.js",
];

/** What is wrong with a packed extension, one line each. @param packedSize bytes of the archive */
export function packageProblems(
  entries: readonly { readonly name: string; readonly size: number }[],
  packedSize: number,
): string[] {
  const names = entries.map(entry => entry.name);
  const cluster = names.includes("extension/dist/cluster.js");
  const most = cluster ? MOST.with : MOST.without;
  return [
    ...names
      .filter(name => !allowed.some(pattern => pattern.test(name)))
      .map(name => `${name} is not allowed in it`),
    ...required.filter(name => !names.includes(`extension/${name}`)).map(name => `${name} is missing`),
    ...(packedSize > most ? [`It has ${packedSize} bytes, more than ${most}`] : []),
  ];
}
