/** Somebody left a wizard. Nothing was made, and there is nothing to tell. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
}
