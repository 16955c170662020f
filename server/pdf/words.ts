/** How people in Australia write what is printed. */
const money = new Intl.NumberFormat('en-AU', { style: 'currency', currency: 'AUD' });

/** `$4,120.50` from whole cents, exact. */
export const moneyText = (cents: number): string => {
  const sign = cents < 0 ? '-' : '';
  const whole = Math.floor(Math.abs(cents) / 100);
  const rest = String(Math.abs(cents) % 100).padStart(2, '0');
  return `${sign}${money.format(whole).replace(/\.00$/, '')}.${rest}`;
};

const day = new Intl.DateTimeFormat('en-AU', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** `3 Mar 2026` from `2026-03-03`. */
export const dayText = (date: string): string => day.format(new Date(`${date}T00:00:00Z`));

/** `3 Mar 2026, 2:15 pm AEDT`. */
export const momentText = (moment: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-AU', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  })
    .format(moment)
    .replace(/\u202f/g, ' ');

/** `51 824 753 556`. */
export const abnText = (abn: string): string => abn.replace(/^(\d{2})(\d{3})(\d{3})(\d{3})$/, '$1 $2 $3 $4');
