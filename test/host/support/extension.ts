import * as vscode from "vscode";
import type { TestApi } from "../../../src/vscode/activate.ts";
import { patience } from "../../support/pace.ts";

/** The extension, active and done with its first look. @throws Error when it hands out nothing to look at */
export async function extensionUnderTest(): Promise<TestApi> {
  const extension = vscode.extensions.getExtension<TestApi | undefined>(
    "kubeconfig-inspector.kubeconfig-inspector",
  );
  const api = await extension?.activate();
  if (api === undefined) throw new Error("The extension is not there, or not in test mode");
  await api.sources.ready;
  return api;
}

/**
 * Resolves with the milliseconds it took until `done` holds, asked after each change of what is known.
 * @param usual how long it takes at most on a quiet machine
 */
export async function until(
  api: TestApi,
  done: () => boolean | Promise<boolean>,
  usual = 15_000,
): Promise<number> {
  const started = Date.now();
  const limit = patience(usual);
  if (await done()) return 0;
  return new Promise((resolve, reject) => {
    const subscription = api.sources.onDidChange(async () => {
      if (!(await done())) return;
      end();
      resolve(Date.now() - started);
    });
    const timer = setTimeout(() => {
      end();
      reject(new Error(`Not so within ${limit} ms`));
    }, limit);
    const end = (): void => {
      clearTimeout(timer);
      subscription.dispose();
    };
  });
}
