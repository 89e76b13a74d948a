/** What reads folders of certificates, behind an `import()`: it is not even evaluated before it is needed. */

export { compared, gatherFolder } from "../../core/gather.ts";
export { usualBounds } from "../../core/pki/walk.ts";
