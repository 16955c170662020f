/** Whom the partner's pretend sign-in offers: its own users, known to Foyer by their email. */
export const people = [
  { email: 'finance@harbourview.example', label: 'Finance manager' },
  { email: 'viewer@harbourview.example', label: 'Viewer' },
  { email: 'site@harbourview.example', label: 'Site manager' },
  { email: 'stranger@nobody.example', label: 'Somebody Foyer does not know' },
] as const;

const cookie = 'partner_user';

/** The signed-in person; the finance manager until somebody chooses, so that the page shows something at once. */
export function whoIsAsking(cookieHeader: string | undefined): string | undefined {
  const value = cookieHeader
    ?.split(';')
    .map((one) => one.trim())
    .find((one) => one.startsWith(`${cookie}=`))
    ?.slice(cookie.length + 1);
  if (value === undefined) return people[0].email;
  return people.find(({ email }) => email === value)?.email;
}

/** Any unknown address signs out. */
export function signInCookie(email: string): string {
  const known = people.some((one) => one.email === email) ? email : 'nobody';
  return `${cookie}=${known}; Path=/; HttpOnly; SameSite=Lax`;
}
