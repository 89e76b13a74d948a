import { say } from "../../../message.ts";
import { fileOf, type LoadedComponent } from "../../../pki/components/load.ts";
import type { PkiFile } from "../../../pki/model.ts";
import { checkingKeys, shareKey, signingKey } from "../../../pki/service-account.ts";
import type { PublicPart } from "../../../x509/public-part.ts";
import { aboutReference, componentRule } from "../rule.ts";

/** An API server that signs the tokens of service accounts with a key that it does not check them with. */
export const componentServiceAccountKeys = componentRule(
  "pki-service-account-keys",
  "error",
  function* (loaded) {
    const { references, program } = loaded.component;
    const reference = references.findLast(({ name }) => name === "service-account-signing-key-file");
    const file = fileOf(reference?.name, loaded);
    const signing = file && signingKey(file);
    const checking = checkingFiles(loaded);
    if (reference === undefined || signing === undefined || checking === undefined) return;
    const [first] = checking;
    if (first === undefined || checking.some(each => fits(signing, each))) return;
    const message = say(
      '{0} signs the tokens of service accounts with {1}, and checks them with the key in {2}, which is another: it refuses every token that it signs ("invalid bearer token", 401). Write the public key anew: openssl pkey -in {1} -pubout.',
      ...[program, reference.path, first.name],
    );
    yield aboutReference(loaded, reference, message);
  },
);

/** Whether a file holds the key, or nothing of which anybody could say that it does not. */
function fits(signing: readonly PublicPart[], file: PkiFile): boolean {
  const keys = checkingKeys(file);
  return keys.length === 0 || shareKey(signing, keys);
}

/** Undefined unless every one of the files was read. */
function checkingFiles({ component, files }: LoadedComponent): readonly PkiFile[] | undefined {
  const found = component.references
    .filter(({ use }) => use.kind === "public-key")
    .map(({ path }) => files.get(path));
  const read = found.flatMap(file =>
    file === undefined || file === "missing" || file.failure ? [] : [file],
  );
  return read.length === found.length ? read : undefined;
}
