/** Addresses that may be opened: https, http and mailto, and nothing a browser could read as anything else. */

/** Blanks, quotes, control characters and invisible marks, some of which browsers skip and some turn into slashes. */
const odd = /[\s\\<>"'`\p{C}\p{Z}]/u;
const bare = /^(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,63}(?::\d{1,5})?(?:[/?#].*)?$/;

/** The address to open for what was typed; null when it must not be one. */
export function safeAddress(typed: string): string | null {
  const text = typed.trim();
  const address = bare.test(text) ? `https://${text}` : text;
  if (address.length > 2000 || odd.test(address)) return null;
  if (/^mailto:[^@]+@[^@]+$/i.test(address)) return address;
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return null;
  const { username, password, hostname } = new URL(address);
  return hostname && !username && !password ? address : null;
}
