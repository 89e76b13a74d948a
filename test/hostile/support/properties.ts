import { strict as assert } from "node:assert";
import fc from "fast-check";
import type { Analysis } from "../../../src/core/analysis.ts";
import { exerciseBytes, exerciseDer, exerciseKubeconfig, exerciseToken } from "./exercise.ts";
import { makeInputs } from "./inputs.ts";
import { isExposed, planted, SECRET } from "./planted.ts";
import { Witness } from "./witness.ts";

/** Milliseconds of CPU that a small input may take: the first ones also compile what they run. */
const SLOW = 1000;

/** What has to hold of any input, by the name of its entry. Adding one is its line here. */
export async function properties(): Promise<Readonly<Record<string, fc.IRawProperty<unknown>>>> {
  const { text, bytes, der, token } = await makeInputs();
  return {
    "kubeconfig text": holdsFor(text, exerciseKubeconfig),
    "base64 and PEM": holdsFor(bytes, exerciseBytes),
    DER: holdsFor(der, exerciseDer),
    token: holdsFor(token, exerciseToken),
    secrets: fc.property(planted(), secretsStaySecret),
  };
}

/** Nothing throws, takes long, or points outside of the text. */
function holdsFor<T>(input: fc.Arbitrary<T>, exercise: (input: T, witness: Witness) => unknown) {
  return fc.property(input, each => {
    const witness = new Witness();
    exercise(each, witness);
    witness.assertPlaces();
    assert.ok(witness.total < SLOW, `took ${witness.total} ms`);
  });
}

function secretsStaySecret(text: string): void {
  const witness = new Witness();
  const analysis: Analysis = exerciseKubeconfig(text, witness);
  witness.assertPlaces();
  if (!isExposed(analysis)) witness.assertSilent(SECRET);
}
