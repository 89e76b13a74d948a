import { decodeEscapes, textOfBytes, utf8Bytes } from "./bytes.ts";
import type { Login } from "./model.ts";

/** The user name and password of a URL, whose escapes may spell bytes that are no UTF-8. */
export function loginOf(userinfo: string | undefined): Login | undefined {
  if (userinfo === undefined) return undefined;
  const colon = userinfo.indexOf(":");
  const name = colon < 0 ? userinfo : userinfo.slice(0, colon);
  const password = colon < 0 ? "" : userinfo.slice(colon + 1);
  return { username: decodeEscapes(name), password: decodeEscapes(password) };
}

export function loginFrom(username: string, password: string): Login {
  return { username: utf8Bytes(username), password: utf8Bytes(password) };
}

/** A login as text, for what takes no bytes. */
export function loginText({ username, password }: Login): Login {
  return { username: textOfBytes(username), password: textOfBytes(password) };
}
