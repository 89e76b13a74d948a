/** Somebody left a wizard. Nothing was made, and there is nothing to tell. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
}

/** Somebody went back from what was shown after the last question. Nothing was made so far. */
export class WentBack extends Error {
  override readonly name = "WentBack";
}
