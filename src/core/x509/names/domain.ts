/** Go's lenient idea of a domain name (crypto/x509 domainNameValid); a constraint may begin with a period. */
export function isDomainName(text: string, constraint: boolean): boolean {
  const name = constraint && text.startsWith(".") ? text.slice(1) : text;
  if (text === "") {
    return true;
  }
  return !text.endsWith(".") && /^[\x21-\x7e]*$/.test(name) && !/^\.|\.\./.test(name);
}
