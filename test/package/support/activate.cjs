// Activates the extension of a folder, in a window that shows a kubeconfig, and prints which of its files
// were read, and how often they asked for VS Code.
const { basename, dirname, join } = require("node:path");
const Module = require("node:module");

const [folder = "."] = process.argv.slice(2);

function nothing() {}

/** Stands for all of VS Code that activation does not ask anything: it can be called, made and read, and does nothing. */
const anything = known =>
  new Proxy(nothing, {
    get: (target, name) => {
      if (name in known) return known[name];
      if (name === Symbol.iterator) return function* () {};
      if (name === Symbol.toPrimitive) return () => "";
      return name === "then" ? undefined : name === "prototype" ? target.prototype : anything({});
    },
    set: () => true,
    apply: () => anything({}),
    construct: () => anything({}),
  });

const uri = { scheme: "file", path: "/home/jane/.kube/config", fsPath: "/home/jane/.kube/config" };
const document = { languageId: "yaml", uri, fileName: uri.path, version: 1, getText: () => "kind: Config\n" };
// Looked into to see what language it is in.
const conf = { ...document, languageId: "ini", uri: { ...uri, path: "/etc/kubernetes/admin.conf" } };
const editor = anything({ document });
// The bundles copy what is an own property, and let the rest be inherited.
const vscode = Object.create(
  anything({
    workspace: anything({ textDocuments: [document, conf], isTrusted: true }),
    window: anything({ activeTextEditor: editor, visibleTextEditors: [editor] }),
  }),
);

const load = Module._load;
let asked = 0;
Module._load = (id, ...rest) => {
  if (id !== "vscode") return load(id, ...rest);
  asked += 1;
  return vscode;
};
require(join(folder, "extension.js")).activate(anything({}));
const read = Object.keys(require.cache).filter(path => dirname(path) === folder);
console.log(JSON.stringify({ read: read.map(path => basename(path)).sort(), asked }));
process.exit();
