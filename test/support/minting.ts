import type { Result } from "../../src/core/result.ts";
import { lasting } from "../../src/core/x509/assess.ts";
import type { KeyType } from "../../src/core/x509/mint/keys.ts";
import { createCa, loadSigningCa, type MintWorld, type SigningCa } from "../../src/core/x509/signing.ts";

const pairs = new Map<string, Promise<CryptoKeyPair>>();

/**
 * The WebCrypto of this process with one key pair for each algorithm, so that tests do not wait for RSA keys. Only
 * where it does not matter that certificates share a key.
 * @param ready a key pair that need not be generated
 */
export function thriftyCrypto(
  ready: (algorithm: object) => Promise<CryptoKeyPair | undefined> = () => Promise.resolve(undefined),
): Crypto {
  const { subtle } = globalThis.crypto;
  const thrifty = new Proxy(subtle, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (name !== "generateKey") return typeof value === "function" ? value.bind(target) : value;
      return (algorithm: object, ...rest: unknown[]) => {
        const id = JSON.stringify(algorithm);
        const pair =
          pairs.get(id) ?? ready(algorithm).then(known => known ?? value.call(target, algorithm, ...rest));
        pairs.set(id, pair);
        return pair;
      };
    },
  });
  return new Proxy(globalThis.crypto, {
    get(target, name) {
      if (name === "subtle") return thrifty;
      const value = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/** What a result holds. @throws Error with its message where it failed. */
export function made<T>(result: Result<T>): T {
  if (!result.ok)
    throw new Error(`${result.code}: ${result.message.template} ${result.message.args.join(", ")}`);
  return result.value;
}

/** A root of ten years, ready to sign. */
export async function signingCa(world: MintWorld, keyType: KeyType = "ecdsa-p256"): Promise<SigningCa> {
  const root = made(await createCa({ commonName: "kubernetes", lifetime: lasting(10, "y"), keyType }, world));
  return made(await loadSigningCa({ certificate: root.certificatePem, key: root.keyPem }, world));
}

/** A world in which nothing is made up: keys are generated, and it is now. */
export function mintingNow(): MintWorld {
  return { now: Date.now(), crypto: globalThis.crypto };
}
