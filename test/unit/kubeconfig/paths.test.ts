import { strict as assert } from "node:assert";
import {
  effectivePaths,
  isAbsolutePath,
  type PathEnvironment,
  resolvePath,
} from "../../../src/core/kubeconfig/paths.ts";
import type { PathStyle } from "../../../src/core/ports.ts";

describe("effectivePaths", () => {
  const cases: readonly (readonly [PathStyle, PathEnvironment, readonly string[]])[] = [
    ["posix", { HOME: "/home/jane" }, ["/home/jane/.kube/config"]],
    ["posix", { KUBECONFIG: "", HOME: "/home/jane" }, ["/home/jane/.kube/config"]],
    ["posix", {}, []],
    ["posix", { KUBECONFIG: "a:b:/c", HOME: "/home/jane" }, ["a", "b", "/c"]],
    ["posix", { KUBECONFIG: ":a::a:./a:" }, ["a", "./a"]],
    ["posix", { KUBECONFIG: ":", HOME: "/home/jane" }, []],
    ["posix", { KUBECONFIG: "~/x:$HOME/y;z" }, ["~/x", "$HOME/y;z"]],
    ["windows", { KUBECONFIG: "C:\\a;D:\\b;" }, ["C:\\a", "D:\\b"]],
    ["windows", { KUBECONFIG: '"C:\\a;b";c"d"' }, ["C:\\a;b", "cd"]],
    ["windows", { USERPROFILE: "C:\\Users\\jane" }, ["C:\\Users\\jane\\.kube\\config"]],
    ["windows", { HOMEDRIVE: "H:", HOMEPATH: "\\jane" }, ["H:\\jane\\.kube\\config"]],
    ["windows", { HOME: "D:\\h", USERPROFILE: "C:\\u" }, ["D:\\h\\.kube\\config"]],
  ];
  for (const [style, env, expected] of cases) {
    it(`${style} ${JSON.stringify(env)}`, () => assert.deepEqual(effectivePaths({ env, style }), expected));
  }
});

describe("resolvePath", () => {
  const cases: readonly (readonly [PathStyle, string | undefined, string, string | undefined])[] = [
    ["posix", "/home/jane/.kube/config", "ca.crt", "/home/jane/.kube/ca.crt"],
    ["posix", "/home/jane/.kube/config", "../pki/./ca.crt", "/home/jane/pki/ca.crt"],
    ["posix", "/config", "../../ca.crt", "/ca.crt"],
    ["posix", "/config", "/a/../b", "/a/../b"],
    ["posix", "/config", "", undefined],
    ["posix", undefined, "ca.crt", undefined],
    ["posix", undefined, "/ca.crt", "/ca.crt"],
    ["posix", "/x/config", "C:\\ca.crt", "/x/C:\\ca.crt"],
    ["windows", "C:\\kube\\config", "pki/ca.crt", "C:\\kube\\pki\\ca.crt"],
    ["windows", "C:\\kube\\config", "..\\..\\ca.crt", "C:\\ca.crt"],
    ["windows", "C:/kube/config", "ca.crt", "C:\\kube\\ca.crt"],
    ["windows", "C:\\kube\\config", "D:\\ca.crt", "D:\\ca.crt"],
    ["windows", "\\\\host\\share\\config", "..\\ca.crt", "\\\\host\\share\\ca.crt"],
    ["windows", "C:\\kube\\config", "\\\\host\\share\\ca.crt", "\\\\host\\share\\ca.crt"],
  ];
  for (const [style, base, path, expected] of cases) {
    it(`${style} ${base} ${path}`, () => assert.equal(resolvePath(base, path, style), expected));
  }

  it("knows what is absolute on Windows", () => {
    const paths = ["C:\\a", "c:/a", "C:a", "\\a", "/a", "\\\\h\\s", "//h/s", "a"];
    assert.deepEqual(
      paths.filter(path => isAbsolutePath(path, "windows")),
      ["C:\\a", "c:/a", "\\\\h\\s", "//h/s"],
    );
  });
});
