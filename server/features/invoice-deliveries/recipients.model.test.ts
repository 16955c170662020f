import { describe, expect, it } from 'vitest';
import { type Member, recipientsOf } from './recipients.model.ts';

const member = (userId: string, role: string, siteIds: string[] | null = null): Member => ({
  userId,
  email: `${userId}@client.example`,
  role,
  siteIds,
});
const to = (members: Member[], sites: string[] = ['s1']) =>
  recipientsOf(members, sites).map(({ userId }) => userId);

describe('E31 who gets an invoice', () => {
  it('E31 is finance, and administrators only where there is no finance', () => {
    const admin = member('admin', 'admin');
    expect(to([admin, member('fin', 'finance'), member('view', 'viewer'), member('qa', 'quality')])).toEqual([
      'fin',
    ]);
    expect(to([admin, member('view', 'viewer')])).toEqual(['admin']);
    expect(to([member('site', 'site')])).toEqual([]);
  });

  it('S43 is nobody who may not see one of its sites', () => {
    const local = member('local', 'finance', ['s1']);
    expect(to([local], ['s1'])).toEqual(['local']);
    expect(to([local, member('admin', 'admin')], ['s1', 's2'])).toEqual(['admin']);
    expect(to([local], [])).toEqual([]);
  });
});
